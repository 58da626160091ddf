import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { AttentionLine } from '../attention-line.tsx'
import styles from './moves.module.css'
import { TryOut } from './try-out.tsx'
import type { Mover, Plan } from './use-move.ts'

/** What came of the last try, or why there is none. */
export function Tried({ mover, plan }: { mover: Mover; plan: Plan | undefined }) {
  const { t } = useTranslation('moves')
  const wordError = useErrorWords()
  const { tried, error } = mover
  const isStale = plan === undefined || mover.isStale(plan)
  return (
    <>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      {tried !== undefined && isStale && (
        <div className={styles.section}>
          <AttentionLine>{t('tryOut.stale')}</AttentionLine>
        </div>
      )}
      {tried !== undefined && <TryOut tried={tried.output} onEdit={mover.onEdit} />}
    </>
  )
}
