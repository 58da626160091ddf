import type { DataColumn } from './data-column.ts'
import { DataTableRow } from './data-table-row.tsx'
import styles from './data-table.module.css'
import { ROW_HEIGHT } from './use-row-window.ts'
import type { SortedRows } from './use-sorted-rows.ts'

interface DataTableBodyProps<Row> {
  gridId: string
  rows: SortedRows<Row>['rows']
  columns: readonly DataColumn<Row>[]
  /** The rows in the DOM and where they begin. */
  items: readonly { index: number; start: number }[]
  height: number
  selectedIndex: number
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

export function DataTableBody<Row>(props: DataTableBodyProps<Row>) {
  const { gridId, rows, columns, items, selectedIndex } = props
  return (
    <div
      role="rowgroup"
      className={styles.body}
      style={{ height: props.height }}
      onClick={(event) => {
        props.onSelectAt(rowIndexOf(event.target))
      }}
      onDoubleClick={(event) => {
        props.onOpenAt(rowIndexOf(event.target))
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
          />
        )
      })}
    </div>
  )
}
