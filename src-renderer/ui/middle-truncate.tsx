import { classNames } from '../lib/class-names.ts'
import styles from './middle-truncate.module.css'

/** Names and ARNs differ at their ends, so this much of the end always stays. */
const TAIL_CHARACTERS = 12

interface MiddleTruncateProps {
  text: string
  mono?: boolean
}

/** One line that loses its middle when it does not fit. The whole text is in the DOM, so hover and copy give all of it. */
export function MiddleTruncate({ text, mono = false }: MiddleTruncateProps) {
  const split = Math.max(0, text.length - TAIL_CHARACTERS)
  return (
    <span className={classNames(styles.whole, mono && styles.mono)} title={text}>
      <span className={styles.head}>{text.slice(0, split)}</span>
      <span className={styles.tail}>{text.slice(split)}</span>
    </span>
  )
}
