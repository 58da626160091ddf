import { useRef } from 'react'
import { keyName } from '../lib/key-name.ts'
import type { KeyPress } from '../lib/key-name.ts'

/** Many rows can be ticked: by checkbox, Ctrl or Shift and click, `x`, Shift and arrows, `mod+a`; Escape lets go. */
export interface RowChecks<Row> {
  checked: ReadonlySet<string>
  onChange: (checked: ReadonlySet<string>) => void
  /** Names of the checkboxes, for those who cannot see them. */
  rowLabel: (row: Row) => string
  allLabel: string
}

interface Rows {
  rows: readonly { id: string }[]
}

export interface RowCheckActions {
  toggleAll: () => void
  /** True when the click was meant for the ticks. */
  onClick: (event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'> & Place) => boolean
  /** True when the key was meant for the ticks. */
  onKey: (press: KeyPress, index: number) => boolean
  /** Shift and a key that moves: the rows on the way. */
  extend: (from: number, to: number) => void
}

interface Place {
  index: number
  isOnCheckbox: boolean
}

export function useRowChecks<Row>(
  { rows }: Rows,
  checks: RowChecks<Row> | undefined,
): RowCheckActions {
  /** The row from which Shift counts. */
  const anchor = useRef<string>(undefined)
  const checked = checks?.checked ?? new Set<string>()
  const idsBetween = (one: number, other: number): string[] =>
    rows.slice(Math.min(one, other), Math.max(one, other) + 1).map(({ id }) => id)
  const toggle = (id: string): void => {
    const next = new Set(checked)
    if (!next.delete(id)) next.add(id)
    anchor.current = id
    checks?.onChange(next)
  }
  const add = (ids: readonly string[]): void => checks?.onChange(new Set([...checked, ...ids]))
  const toggleAt = (index: number): void => {
    const id = rows[index]?.id
    if (id !== undefined) toggle(id)
  }
  const toggleAll = (): void => {
    const isAll = rows.length > 0 && rows.every(({ id }) => checked.has(id))
    checks?.onChange(new Set(isAll ? [] : rows.map(({ id }) => id)))
  }
  return {
    toggleAll,
    onClick: ({ index, isOnCheckbox, ...event }) => {
      if (checks === undefined) return false
      const from = rows.findIndex(({ id }) => id === anchor.current)
      if (event.shiftKey && from !== -1) add(idsBetween(from, index))
      else if (isOnCheckbox || event.ctrlKey || event.metaKey || event.shiftKey) toggleAt(index)
      else return false
      return true
    },
    onKey: (press, index) => {
      if (checks === undefined) return false
      const name = keyName(press)
      if (name === 'x') toggleAt(index)
      else if (name === 'mod+a') toggleAll()
      else if (name === 'Escape' && checked.size > 0) checks.onChange(new Set())
      else return false
      return true
    },
    extend: (from, to) => {
      if (checks === undefined || from === -1) return
      anchor.current ??= rows[from]?.id
      add(idsBetween(from, to))
    },
  }
}
