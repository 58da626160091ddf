import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '../../api/read.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import styles from './connection-dialog.module.css'
import { fieldProblems, findPlainHost } from './connection-draft.ts'
import type { DraftFields } from './connection-draft.ts'

export interface FieldsProps {
  fields: DraftFields
  onChange: (changes: Partial<DraftFields>) => void
}

/** What usually listens there. A name to start from; the user may call it anything. */
const namesByPort: Readonly<Record<number, string>> = { 4566: 'LocalStack', 9324: 'ElasticMQ' }

function Found({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  const found = useQuery({ ...read('connections.findEmulators', {}), staleTime: 0 })
  const endpoints = found.data?.endpoints ?? []
  return (
    <div className={styles.found}>
      <div className={styles.labelRow}>
        <span className={styles.label}>{t('add.found')}</span>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          loading={found.isFetching}
          aria-label={t('add.searchAgain')}
          title={t('add.searchAgain')}
          onClick={() => void found.refetch()}
        >
          <IconRefresh size={14} aria-hidden />
        </ActionIcon>
      </div>
      {found.isFetching && <span className={styles.dim}>{t('add.searching')}</span>}
      {!found.isFetching && endpoints.length === 0 && (
        <span className={styles.dim}>{t('add.foundNone')}</span>
      )}
      {endpoints.map(({ endpoint, port }) => (
        <Button
          key={endpoint}
          variant="default"
          aria-pressed={fields.endpoint === endpoint}
          onClick={() => {
            const name =
              fields.name === '' ? (namesByPort[port] ?? `localhost:${port}`) : fields.name
            onChange({ endpoint, name })
          }}
        >
          {endpoint}
        </Button>
      ))}
    </div>
  )
}

function PlainHttp({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  const host = findPlainHost(fields)
  if (host === undefined) return null
  return (
    <div className={styles.plain}>
      <AttentionLine>
        <strong>{t('add.plainTitle')}.</strong> {t('add.plainBody', { host })}
      </AttentionLine>
      <Checkbox
        size="xs"
        label={t('add.plainAccept', { host })}
        checked={fields.allowPlainHttp}
        onChange={(event) => {
          onChange({ allowPlainHttp: event.currentTarget.checked })
        }}
      />
    </div>
  )
}

export function EmulatorFields({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  const isWrong = fields.endpoint !== '' && fieldProblems(fields).endpoint !== undefined
  return (
    <>
      <Found fields={fields} onChange={onChange} />
      <TextInput
        size="xs"
        label={t('add.endpoint')}
        classNames={{ description: styles.description }}
        description={t('add.endpointHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={t('add.endpointExample')}
        value={fields.endpoint}
        error={isWrong ? t('add.endpointInvalid') : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          // Consent was given for one address only.
          onChange({ endpoint: event.currentTarget.value.trim(), allowPlainHttp: false })
        }}
      />
      <PlainHttp fields={fields} onChange={onChange} />
    </>
  )
}
