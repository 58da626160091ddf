import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaFile } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import styles from './connection-dialog.module.css'
import { hasCertificate } from './connection-draft.ts'
import type { FieldsProps } from './emulator-fields.tsx'

function Authorities({ file }: { file: CaFile }) {
  const { t, i18n } = useTranslation('connections')
  const [first, ...others] = file.authorities
  if (first === undefined) return null
  const until = new Date(first.expiresAtMs).toLocaleDateString(i18n.language)
  return (
    <p className={styles.hint}>
      {t('ca.names', { name: first.name, until })}
      {others.length > 0 && ` ${t('ca.more', { count: others.length })}`}
    </p>
  )
}

/** Which file of authorities this connection trusts beside the usual ones. */
export function CaField({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  const wordError = useErrorWords()
  const { run, pending, error } = useOperation('connections.chooseCaFile')
  const [file, setFile] = useState<CaFile>()
  if (!hasCertificate(fields)) return null
  const choose = async (): Promise<void> => {
    const outcome = await run({})
    if (outcome.state !== 'done' || outcome.output.file === undefined) return
    setFile(outcome.output.file)
    onChange({ caFile: outcome.output.file.path })
  }
  const { caFile } = fields
  return (
    <div className={styles.caFile} role="group" aria-label={t('ca.label')}>
      <span className={styles.label}>{t('ca.label')}</span>
      <div className={styles.caRow}>
        {caFile === undefined ? (
          <span className={styles.dim}>{t('ca.none')}</span>
        ) : (
          <span className={styles.path}>
            <MiddleTruncate text={caFile} />
          </span>
        )}
        {caFile !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              onChange({ caFile: undefined })
            }}
          >
            {t('ca.remove')}
          </Button>
        )}
        <Button variant="default" loading={pending} onClick={() => void choose()}>
          {t('ca.choose')}
        </Button>
      </div>
      {file !== undefined && file.path === caFile && <Authorities file={file} />}
      {error !== undefined && <ErrorNotice words={wordError(error)} />}
    </div>
  )
}
