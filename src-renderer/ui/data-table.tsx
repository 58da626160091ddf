import { useId, useRef } from 'react'
import type { CSSProperties } from 'react'
import type { KeyPress } from '../lib/key-name.ts'
import type { DataColumn, DataSort } from './data-column.ts'
import { DataTableBody, rowElementId } from './data-table-body.tsx'
import { DataTableHeader } from './data-table-header.tsx'
import styles from './data-table.module.css'
import { findRowForKey } from './table-keys.ts'
import { useRowChecks } from './use-row-checks.ts'
import type { RowChecks } from './use-row-checks.ts'
import { ROW_HEIGHT, useRowWindow } from './use-row-window.ts'
import { useSortedRows } from './use-sorted-rows.ts'
import { useTableFocus } from './use-table-focus.ts'
import { useTableSelection } from './use-table-selection.ts'
import type { TableSelectionOptions } from './use-table-selection.ts'
import { useVisibleIds } from './use-visible-ids.ts'

declare module 'react' {
  interface CSSProperties {
    '--columns'?: string
    '--least-width'?: string
  }
}

/** As in the style sheet; as much lies outside the first and the last column. */
const COLUMN_GAP = 16

export interface DataTableProps<Row> extends TableSelectionOptions {
  /** What the table lists, for those who cannot see it. */
  label: string
  /** Keep the same array while nothing changed: a new one is sorted anew. */
  rows: readonly Row[]
  columns: readonly DataColumn<Row>[]
  getId: (row: Row) => string
  initialSort?: DataSort
  /** Under this name the order is kept, also over a restart. */
  sortKey?: string
  /** Enter or double click. */
  onOpen?: (row: Row) => void
  /** Space. */
  onToggle?: (row: Row) => void
  /** The ids in view and a few around them, once scrolling rests. */
  onVisible?: (ids: readonly string[]) => void
  /** Many rows can be ticked, and something done with all of them. */
  checks?: RowChecks<Row>
  /** The main thing of its page: takes the focus when shown, and j and k from anywhere. */
  autoFocus?: boolean
}

/** A track for the checkboxes, before the columns. */
const CHECK_TRACK = { width: '16px' }

function checkAll<Row>(checks: RowChecks<Row>, count: number, onToggle: () => void) {
  const { size } = checks.checked
  const state = size === 0 ? 'none' : size >= count ? 'all' : 'some'
  return { label: checks.allLabel, state, onToggle } as const
}

/** Below this the table scrolls sideways. A track's first number is its least width in pixels. */
function leastWidth(columns: readonly { width: string }[]): number {
  const tracks = columns.map(({ width }) => Number(/\d+/.exec(width)?.[0] ?? 0))
  return tracks.reduce((sum, track) => sum + track + COLUMN_GAP, COLUMN_GAP)
}

function gridStyle(columns: readonly { width: string }[]): CSSProperties {
  return {
    '--columns': columns.map(({ width }) => width).join(' '),
    '--least-width': `${String(leastWidth(columns))}px`,
  }
}

/** Rows that fit under the header, one kept for orientation. */
function pageOf(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
}

/** Thousands of rows, a few in the DOM. Sorts by its headers, moves by arrows, j and k, keeps its place on refresh. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, checks, onOpen, onToggle } = props
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, sort, toggle } = useSortedRows(props)
  const { selected, select } = useTableSelection(props)
  const virtual = useRowWindow(scroller, rows.length, props.memoryKey)
  const items = virtual.getVirtualItems()
  const index = selected === undefined ? -1 : rows.findIndex((row) => row.id === selected)
  const isInView = items.some((item) => item.index === index)
  useVisibleIds(
    items.flatMap((item) => rows[item.index]?.id ?? []),
    props.onVisible,
  )

  const selectAt = (at: number): void => {
    const row = rows[at]
    if (row !== undefined) select(row.id)
  }
  const openAt = (at: number): void => {
    const row = rows[at]
    if (row !== undefined) onOpen?.(row.original.row)
  }
  const ticks = useRowChecks({ rows }, checks)
  const onKey = (press: KeyPress & { shiftKey?: boolean }): boolean => {
    const current = rows[index]?.original.row
    const place = { index, count: rows.length, page: pageOf(scroller.current) }
    const to = findRowForKey(press, place)
    if (to !== undefined) {
      if (press.shiftKey === true) ticks.extend(index, to)
      selectAt(to)
      virtual.scrollToIndex(to)
    } else if (ticks.onKey(press, index)) return true
    else if (press.key === 'Enter') openAt(index)
    else if (press.key === ' ' && current !== undefined) onToggle?.(current)
    else return false
    return true
  }
  useTableFocus(scroller, props.autoFocus ?? false, onKey)

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isInView ? rowElementId(gridId, index) : undefined}
      tabIndex={0}
      className={styles.table}
      style={gridStyle(checks === undefined ? columns : [CHECK_TRACK, ...columns])}
      onKeyDown={(event) => {
        // A key pressed on something inside, such as a header's button, is its own.
        if (event.target === event.currentTarget && onKey(event)) event.preventDefault()
      }}
    >
      <DataTableHeader
        columns={columns}
        sort={sort}
        onSort={toggle}
        checkAll={checks && checkAll(checks, rows.length, ticks.toggleAll)}
      />
      <DataTableBody
        gridId={gridId}
        rows={rows}
        columns={columns}
        items={items}
        height={virtual.getTotalSize()}
        selectedIndex={index}
        checks={checks}
        onCheckClick={ticks.onClick}
        onSelectAt={selectAt}
        onOpenAt={openAt}
      />
    </div>
  )
}
