import { useState } from 'react'
import type { ReactNode, SubmitEvent } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CaField } from './ca-field.tsx'
import { ChoiceFields } from './choice-fields.tsx'
import styles from './connection-dialog.module.css'
import { isReady, isTestable } from './connection-draft.ts'
import type { DraftFields } from './connection-draft.ts'
import { EmulatorFields } from './emulator-fields.tsx'
import type { FieldsProps } from './emulator-fields.tsx'
import { KeyFields } from './key-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import { ProfileFields } from './profile-fields.tsx'
import { useDraftTest } from './use-draft-test.tsx'

interface ConnectionFormProps {
  initial: DraftFields
  /** The connection that is edited, which keeps the guard it has; a new one says where its guard starts. */
  editingId: string | undefined
  /** The button that saves. */
  verb: string
  pending: boolean
  /** What came of the last try. */
  outcome: ReactNode
  onSave: (fields: DraftFields) => void
  onClose: () => void
}

/** AWS is where a mistake costs something: it begins as production, and read-only. */
function startOf(kind: DraftFields['kind']): Partial<DraftFields> {
  return { kind, environment: kind === 'emulator' ? 'local' : 'production' }
}

function KindField({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  return (
    <SegmentedControl<DraftFields['kind']>
      size="xs"
      fullWidth
      aria-label={t('add.kind')}
      data={[
        { value: 'emulator', label: t('add.emulator') },
        { value: 'profile', label: t('add.profile') },
        { value: 'keys', label: t('add.keys') },
        { value: 'environment', label: t('add.fromEnvironment') },
      ]}
      value={fields.kind}
      onChange={(kind) => {
        onChange(startOf(kind))
      }}
    />
  )
}

function SourceFields(props: FieldsProps) {
  const { t } = useTranslation('connections')
  const { kind } = props.fields
  if (kind === 'emulator') return <EmulatorFields {...props} />
  if (kind === 'profile') return <ProfileFields {...props} />
  if (kind === 'keys') return <KeyFields {...props} />
  return <p className={styles.dim}>{t('add.environmentKeys')}</p>
}

/** The one form of a connection, for a new one and for one that is edited. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { initial, editingId, verb, pending, outcome, ...does } = props
  const { t } = useTranslation(['connections', 'common'])
  const [fields, setFields] = useState(initial)
  const draft = useDraftTest(fields, editingId)
  const change = (changes: Partial<DraftFields>): void => {
    setFields((before) => ({ ...before, ...changes }))
  }
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isReady(fields)) does.onSave(fields)
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <KindField fields={fields} onChange={change} />
      <SourceFields fields={fields} onChange={change} />
      <PlaceFields fields={fields} isNew={editingId === undefined} onChange={change} />
      <CaField fields={fields} onChange={change} />
      <ChoiceFields fields={fields} onChange={change} />
      <div className={styles.foot}>
        {outcome}
        {draft.outcome}
        <div className={styles.verbs}>
          <Button
            variant="default"
            disabled={!isTestable(fields)}
            loading={draft.pending}
            onClick={() => void draft.test()}
          >
            {t('add.test')}
          </Button>
          <Button variant="default" onClick={does.onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!isReady(fields)} loading={pending}>
            {verb}
          </Button>
        </div>
      </div>
    </form>
  )
}
