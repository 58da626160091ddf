import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '../../api/read.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import styles from './connection-dialog.module.css'
import { fieldProblems } from './connection-draft.ts'
import type { FieldsProps } from './emulator-fields.tsx'

function Keeping() {
  const { t } = useTranslation('connections')
  const { data } = useQuery(read('vaults.isLasting', {}))
  if (data === undefined) return null
  if (data.isLasting) return <p className={styles.hint}>{t('keys.kept')}</p>
  return <AttentionLine>{t('keys.notKept')}</AttentionLine>
}

/** Static keys. The secret goes to main once; what is saved is never shown again. */
export function KeyFields({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  const isWrong = fields.keyId !== '' && fieldProblems(fields).keyId !== undefined
  const isKept = fields.keptKeyId !== undefined && fields.keptKeyId === fields.keyId
  return (
    <>
      <TextInput
        size="xs"
        label={t('keys.id')}
        placeholder={t('keys.idExample')}
        value={fields.keyId}
        error={isWrong ? t('keys.idInvalid') : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          onChange({ keyId: event.currentTarget.value.trim() })
        }}
      />
      <TextInput
        type="password"
        size="xs"
        label={t('keys.secret')}
        placeholder={isKept ? t('keys.secretKept') : ''}
        value={fields.secret}
        autoComplete="off"
        onChange={(event) => {
          onChange({ secret: event.currentTarget.value })
        }}
      />
      <TextInput
        type="password"
        size="xs"
        label={t('keys.token')}
        value={fields.token}
        autoComplete="off"
        onChange={(event) => {
          onChange({ token: event.currentTarget.value })
        }}
      />
      <Keeping />
    </>
  )
}
