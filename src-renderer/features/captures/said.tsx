import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './captures.module.css'
import type { CaptureActions } from './use-capture-actions.ts'

/** What the last action did, or why it did not. */
export function Said({ actions: { said } }: { actions: CaptureActions }) {
  if (said.problem !== undefined) return <ErrorNotice compact words={said.problem} />
  return (
    <p role="status" className={styles.said} title={said.text}>
      {said.text}
    </p>
  )
}
