import { useEffect, useRef } from 'react'
import { classNames } from '../lib/class-names.ts'
import { useFormat } from '../lib/use-format.ts'
import styles from './number-cell.module.css'

/** A fade of colour, not a motion: long enough to be caught from the corner of the eye. */
const FLASH_MS = 700

export interface NumberCellProps {
  /** `undefined`: not read yet; keeps the place. */
  value: number | undefined
  /** Old: grey. The age itself stands in the row's own column or in `title`. */
  stale?: boolean
  attention?: boolean
  title?: string
}

function flash(element: HTMLElement): void {
  // jsdom has no Web Animations; and who asked for less motion gets none.
  if (!('animate' in element) || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  element.animate([{ backgroundColor: 'var(--weir-flash)' }, { backgroundColor: 'transparent' }], {
    duration: FLASH_MS,
    easing: 'ease-out',
  })
}

/** A live number: right-aligned tabular figures that flash softly once when they change. */
export function NumberCell({ value, stale = false, attention = false, title }: NumberCellProps) {
  const format = useFormat()
  const element = useRef<HTMLSpanElement>(null)
  const shown = useRef<number>(undefined)

  useEffect(() => {
    const before = shown.current
    shown.current = value
    const hasChanged = before !== undefined && value !== undefined && before !== value
    if (hasChanged && element.current !== null) flash(element.current)
  }, [value])

  return (
    <span
      ref={element}
      className={classNames(styles.number, stale && styles.stale, attention && styles.attention)}
      title={title}
    >
      {value === undefined ? '–' : format.number(value)}
    </span>
  )
}
