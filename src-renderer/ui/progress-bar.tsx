import styles from './progress-bar.module.css'

interface ProgressBarProps {
  label: string
  value: number
  total: number
}

declare module 'react' {
  interface CSSProperties {
    '--done'?: string
  }
}

/** How much of something is done. */
export function ProgressBar({ label, value, total }: ProgressBarProps) {
  const percent = total === 0 ? 0 : Math.min(100, (value / total) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={value}
      className={styles.bar}
      style={{ '--done': `${String(percent)}%` }}
    />
  )
}
