import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'
import styles from './fact-row.module.css'
import { visibleText } from './visible-text.ts'

interface FactRowProps {
  label: string
  children: ReactNode
}

/** One line of a list of facts (`dl`): its name, and what it is. */
export function FactRow({ label, children }: FactRowProps) {
  return (
    <div className={styles.row}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface CopiedFactProps {
  label: string
  /** Nothing is shown where there is none. */
  value: string | undefined
  copyLabel: string
}

/** A fact that one takes along: an id, an ARN. */
export function CopiedFact({ label, value, copyLabel }: CopiedFactProps) {
  if (value === undefined || value === '') return null
  return (
    <FactRow label={label}>
      <span className={styles.copied}>
        <span className={styles.mono}>{visibleText(value)}</span>
        <CopyButton text={value} label={copyLabel} />
      </span>
    </FactRow>
  )
}
