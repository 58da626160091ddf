import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { RetentionChoice } from './retention-choice.tsx'
import styles from './settings-page.module.css'

const choices = [0, 30, 90, 365]
const DAY_MS = 86_400_000

/** What has no known end stays, however old it is. */
const removable = ['done', 'partly', 'failed', 'uncertain'] as const

interface JournalRetentionProps {
  days: number
  onChange: (days: number) => void
}

/** For how long entries of the journal are kept. Where it cannot be said what goes, the setting stays as it is. */
export function JournalRetention(props: JournalRetentionProps) {
  const { t } = useTranslation('settings')
  const wordError = useErrorWords()
  const { run, error } = useOperation('journal.list')
  const countOlder = async (days: number): Promise<number | undefined> => {
    const filter = { beforeMs: Date.now() - days * DAY_MS, outcomes: [...removable] }
    const outcome = await run({ limit: 1, filter })
    return outcome.state === 'done' ? outcome.output.total : undefined
  }
  return (
    <>
      <RetentionChoice of="journal" choices={choices} countOlder={countOlder} {...props} />
      {error !== undefined && <AttentionLine>{wordError(error).sentence}</AttentionLine>}
      <p className={styles.note}>{t('journal.note')}</p>
    </>
  )
}
