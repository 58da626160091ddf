import type { MouseEvent } from 'react'
import type { DataColumn } from './data-column.ts'
import { DataTableRow } from './data-table-row.tsx'
import styles from './data-table.module.css'
import { ROW_HEIGHT } from './use-row-window.ts'
import type { RowCheckActions, RowChecks } from './use-row-checks.ts'
import type { SortedRows } from './use-sorted-rows.ts'

interface DataTableBodyProps<Row> {
  gridId: string
  rows: SortedRows<Row>['rows']
  columns: readonly DataColumn<Row>[]
  /** The rows in the DOM and where they begin. */
  items: readonly { index: number; start: number }[]
  height: number
  selectedIndex: number
  checks: RowChecks<Row> | undefined
  onCheckClick: RowCheckActions['onClick']
  onSelectAt: (index: number) => void
  onOpenAt: (index: number) => void
}

export function rowElementId(gridId: string, index: number): string {
  return `${gridId}-${String(index)}`
}

/** The rows take no handlers of their own, so that they can be left alone while the table changes around them. */
function rowIndexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-index]') : null
  return Number(row?.getAttribute('data-index') ?? -1)
}

function isInCheck(target: Element): boolean {
  return target.closest('[data-check]') !== null
}

export function DataTableBody<Row>(props: DataTableBodyProps<Row>) {
  const { gridId, rows, columns, items, selectedIndex, checks } = props
  const onClick = (event: MouseEvent): void => {
    const index = rowIndexOf(event.target)
    const isOnCheckbox = event.target instanceof Element && isInCheck(event.target)
    const { shiftKey, ctrlKey, metaKey } = event
    if (props.onCheckClick({ index, isOnCheckbox, shiftKey, ctrlKey, metaKey })) {
      // A range of rows, not of their text.
      if (shiftKey) getSelection()?.removeAllRanges()
    }
    props.onSelectAt(index)
  }
  return (
    <div
      role="rowgroup"
      className={styles.body}
      style={{ height: props.height }}
      onClick={onClick}
      onDoubleClick={({ target }) => {
        if (target instanceof Element && !isInCheck(target)) props.onOpenAt(rowIndexOf(target))
      }}
    >
      {items.map((item) => {
        const row = rows[item.index]
        if (row === undefined) return null
        return (
          <DataTableRow
            key={row.id}
            elementId={rowElementId(gridId, item.index)}
            row={row.original.row}
            index={item.index}
            // The window counts from the top of the header.
            top={item.start - ROW_HEIGHT}
            columns={columns}
            isSelected={item.index === selectedIndex}
            isChecked={checks?.checked.has(row.id)}
            checkLabel={checks?.rowLabel}
          />
        )
      })}
    </div>
  )
}
