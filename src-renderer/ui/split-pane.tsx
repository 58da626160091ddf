import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { findRemembered, remember } from '../lib/remembered.ts'
import styles from './split-pane.module.css'

const STEP_PERCENT = 2
const MIN_PERCENT = 20
const MAX_PERCENT = 80

export interface SplitPaneProps {
  /** Under this name the division is remembered. */
  name: string
  left: ReactNode
  right: ReactNode
  /** The left side's share at first. */
  initialPercent?: number
}

function clamp(percent: number): number {
  return Math.min(MAX_PERCENT, Math.max(MIN_PERCENT, Math.round(percent * 10) / 10))
}

function findPercent(name: string): number | undefined {
  const stored = Number(findRemembered(`pane.${name}`) ?? Number.NaN)
  return Number.isFinite(stored) ? clamp(stored) : undefined
}

function keyStep(key: string): number {
  if (key === 'ArrowLeft') return -STEP_PERCENT
  return key === 'ArrowRight' ? STEP_PERCENT : 0
}

/** Two panes with a line between them that can be dragged, or moved with the arrow keys. */
export function SplitPane({ name, left, right, initialPercent = 50 }: SplitPaneProps) {
  const { t } = useTranslation()
  const container = useRef<HTMLDivElement>(null)
  const [percent, setPercent] = useState(() => findPercent(name) ?? initialPercent)

  const move = (next: number): void => {
    setPercent(clamp(next))
    remember(`pane.${name}`, String(clamp(next)))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = container.current?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    move(((event.clientX - box.left) / box.width) * 100)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = keyStep(event.key)
    if (step === 0) return
    event.preventDefault()
    move(percent + step)
  }

  return (
    <div ref={container} className={styles.panes}>
      <div className={styles.pane} style={{ width: `${String(percent)}%` }}>
        {left}
      </div>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={t('pane.resize')}
        aria-valuenow={Math.round(percent)}
        aria-valuemin={MIN_PERCENT}
        aria-valuemax={MAX_PERCENT}
        tabIndex={0}
        className={styles.line}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onPointerMove}
      />
      <div className={styles.rest}>{right}</div>
    </div>
  )
}
