import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { keepView, recallView } from '../lib/view-memory.ts'
import type { DataColumn, DataSort } from './data-column.ts'
import { DataTableHeader } from './data-table-header.tsx'
import { DataTableRow } from './data-table-row.tsx'
import styles from './data-table.module.css'
import { findRowForKey } from './table-keys.ts'
import { useSortedRows } from './use-sorted-rows.ts'
import { useVisibleIds } from './use-visible-ids.ts'

declare module 'react' {
  interface CSSProperties {
    '--columns'?: string
  }
}

const ROW_HEIGHT = 28
const OVERSCAN = 10

export interface DataTableProps<Row> {
  /** What the table lists, for those who cannot see it. */
  label: string
  /** Keep the same array while nothing changed: a new one is sorted anew. */
  rows: readonly Row[]
  columns: readonly DataColumn<Row>[]
  getId: (row: Row) => string
  initialSort?: DataSort
  /** Under this name scroll and selection are kept while the window lives. */
  memoryKey?: string
  /** Give both to own the selection; without them the table keeps it. */
  selectedId?: string | undefined
  onSelect?: (id: string) => void
  /** Enter or double click. */
  onOpen?: (row: Row) => void
  /** Space. */
  onToggle?: (row: Row) => void
  /** The ids in view and a few around them, once scrolling rests. */
  onVisible?: (ids: readonly string[]) => void
  /** Takes the focus when shown, so that the keyboard works at once. */
  autoFocus?: boolean
}

function useSelection({ memoryKey, selectedId, onSelect }: SelectionProps) {
  const [own, setOwn] = useState(() => (memoryKey ? recallView(memoryKey).selectedId : undefined))
  const select = (id: string): void => {
    setOwn(id)
    if (memoryKey !== undefined) keepView(memoryKey, { selectedId: id })
    onSelect?.(id)
  }
  return { selected: onSelect === undefined ? own : selectedId, select }
}
type SelectionProps = Pick<DataTableProps<never>, 'memoryKey' | 'selectedId' | 'onSelect'>

function useRowWindow(scroller: RefObject<HTMLDivElement | null>, count: number, key?: string) {
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The sticky header lies above the first row and over the one scrolled to.
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    initialOffset: key === undefined ? 0 : recallView(key).scrollTop,
    onChange: ({ scrollOffset }) => {
      if (key !== undefined && scrollOffset !== null) keepView(key, { scrollTop: scrollOffset })
    },
  })
}

function useAutoFocus(element: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    const isFree = document.activeElement === null || document.activeElement === document.body
    if (wanted && isFree) element.current?.focus({ preventScroll: true })
  }, [element, wanted])
}

/** The rows take no handlers of their own, so that they can be left alone while the table changes around them. */
function rowIndexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-index]') : null
  return Number(row?.getAttribute('data-index') ?? -1)
}

/** Thousands of rows, a few in the DOM. Sorts by its headers, moves by arrows, j and k, keeps its place on refresh. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, onOpen, onToggle, memoryKey } = props
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, sort, toggle } = useSortedRows(props)
  const { selected, select } = useSelection(props)
  const virtual = useRowWindow(scroller, rows.length, memoryKey)
  const items = virtual.getVirtualItems()
  const index = selected === undefined ? -1 : rows.findIndex((row) => row.id === selected)
  useVisibleIds(
    items.flatMap((item) => rows[item.index]?.id ?? []),
    props.onVisible,
  )
  useAutoFocus(scroller, props.autoFocus ?? false)

  const selectAt = (at: number): void => {
    const row = rows[at]
    if (row !== undefined) select(row.id)
  }
  const openAt = (at: number): void => {
    const row = rows[at]
    if (row !== undefined) onOpen?.(row.original.row)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // A key pressed on something inside, such as a header's button, is its own.
    if (event.target !== event.currentTarget) return
    const current = rows[index]?.original.row
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const to = findRowForKey(event, { index, count: rows.length, page })
    if (to !== undefined) {
      selectAt(to)
      virtual.scrollToIndex(to)
    } else if (event.key === 'Enter') openAt(index)
    else if (event.key === ' ' && current !== undefined) onToggle?.(current)
    else return
    event.preventDefault()
  }

  const isInView = items.some((item) => item.index === index)
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isInView ? `${gridId}-${String(index)}` : undefined}
      tabIndex={0}
      className={styles.table}
      style={{ '--columns': columns.map((column) => column.width).join(' ') }}
      onKeyDown={onKeyDown}
    >
      <DataTableHeader columns={columns} sort={sort} onSort={toggle} />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}
        onClick={(event) => {
          selectAt(rowIndexOf(event.target))
        }}
        onDoubleClick={(event) => {
          openAt(rowIndexOf(event.target))
        }}
      >
        {items.map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <DataTableRow
              key={row.id}
              elementId={`${gridId}-${String(item.index)}`}
              row={row.original.row}
              index={item.index}
              top={item.start - ROW_HEIGHT}
              columns={columns}
              isSelected={item.index === index}
            />
          )
        })}
      </div>
    </div>
  )
}
