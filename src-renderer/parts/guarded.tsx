import type { Connection } from '#contract'
import styles from './editing.module.css'
import { GuardOffer } from './guard-offer.tsx'
import { isGuardAtLeast } from './guard-rank.ts'

/** Offers to raise the guard where it holds changes back; nothing where it does not. */
export function Guarded({ connection }: { connection: Connection }) {
  if (isGuardAtLeast(connection.guard, 'confirm')) return null
  return (
    <div className={styles.guard}>
      <GuardOffer connection={connection} needs="confirm" what="change" />
    </div>
  )
}
