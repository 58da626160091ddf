import styles from './sparkline.module.css'

const WIDTH = 56
const HEIGHT = 16
/** Keeps the line's own width inside the picture. */
const INSET = 1.5

export interface SparklineProps {
  values: readonly number[]
  /** What it shows, in words, for those who cannot see it. */
  label: string
}

function pointsOf(values: readonly number[]): string {
  const lowest = Math.min(...values)
  const range = Math.max(...values) - lowest
  const step = (WIDTH - 2 * INSET) / Math.max(1, values.length - 1)
  return values
    .map((value, index) => {
      // A flat line lies at the bottom when it is empty and in the middle when it is not.
      const share = range === 0 ? (value === 0 ? 0 : 0.5) : (value - lowest) / range
      const y = HEIGHT - INSET - share * (HEIGHT - 2 * INSET)
      return `${(INSET + index * step).toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
}

/** A tiny line without axes. Has its full size before there is anything to draw, so nothing jumps. */
export function Sparkline({ values, label }: SparklineProps) {
  if (values.length < 2) return <span className={styles.place} />
  return (
    <svg className={styles.place} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline className={styles.line} points={pointsOf(values)} />
    </svg>
  )
}
