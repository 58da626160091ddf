import { CopyButton } from './copy-button.tsx'
import styles from './tap-report.module.css'

interface CopiedLinesProps {
  lines: readonly string[]
  copyLabel: string
  /** What they are, for those who cannot see it. */
  label: string
}

/** Lines to read and to take along: commands, names of actions. */
export function CopiedLines({ lines, copyLabel, label }: CopiedLinesProps) {
  const text = lines.join('\n')
  return (
    <div className={styles.lines}>
      <pre className={styles.code} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} label={copyLabel} />
    </div>
  )
}
