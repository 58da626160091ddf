import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Button, Group, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './add-connection.module.css'
import { emptyFields, isReady, toDraft } from './connection-draft.ts'
import type { DraftFields } from './connection-draft.ts'
import { ConnectionTest } from './connection-test.tsx'
import { EmulatorFields } from './emulator-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import { ProfileFields } from './profile-fields.tsx'

interface AddConnectionProps {
  onOpen: (connectionId: string) => void
  onClose: () => void
}

interface AddFormProps {
  onAdded: (connection: Connection) => void
  onClose: () => void
}

function useAdd(onAdded: AddFormProps['onAdded']) {
  const queries = useQueryClient()
  const { run, pending, error } = useOperation('connections.add')
  const add = async (fields: DraftFields): Promise<void> => {
    const outcome = await run(toDraft(fields))
    if (outcome.state !== 'done') return
    await queries.invalidateQueries({ queryKey: read('connections.list', {}).queryKey })
    onAdded(outcome.output)
  }
  return { add, pending, error }
}

/** AWS is where a mistake costs something: it begins as production, and read-only. */
function startOf(kind: DraftFields['kind']): Partial<DraftFields> {
  return { kind, environment: kind === 'profile' ? 'production' : 'local' }
}

function AddForm({ onAdded, onClose }: AddFormProps) {
  const { t } = useTranslation(['connections', 'common'])
  const wordError = useErrorWords()
  const [fields, setFields] = useState(emptyFields)
  const { add, pending, error } = useAdd(onAdded)
  const change = (changes: Partial<DraftFields>): void => {
    setFields((before) => ({ ...before, ...changes }))
  }
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isReady(fields)) void add(fields)
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <SegmentedControl<DraftFields['kind']>
        size="xs"
        fullWidth
        aria-label={t('add.kind')}
        data={[
          { value: 'emulator', label: t('add.emulator') },
          { value: 'profile', label: t('add.profile') },
        ]}
        value={fields.kind}
        onChange={(kind) => {
          change(startOf(kind))
        }}
      />
      {fields.kind === 'emulator' ? (
        <EmulatorFields fields={fields} onChange={change} />
      ) : (
        <ProfileFields fields={fields} onChange={change} />
      )}
      <PlaceFields fields={fields} onChange={change} />
      {error !== undefined && <ErrorNotice words={wordError(error)} />}
      <Group justify="flex-end" gap={8} mt={8}>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" disabled={!isReady(fields)} loading={pending}>
          {t('add.verb')}
        </Button>
      </Group>
    </form>
  )
}

/** Saves a connection to an emulator or an AWS profile, then asks who it is and shows the answer. */
export function AddConnection({ onOpen, onClose }: AddConnectionProps) {
  const { t } = useTranslation('connections')
  const [added, setAdded] = useState<Connection>()
  return (
    <Dialog width={480} title={t('add.title')} onClose={onClose}>
      {added === undefined ? (
        <AddForm onAdded={setAdded} onClose={onClose} />
      ) : (
        <ConnectionTest
          connection={added}
          onRemoved={() => {
            setAdded(undefined)
          }}
          onOpen={() => {
            onOpen(added.id)
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}
