import { memo } from 'react'
import { classNames } from '../lib/class-names.ts'
import type { DataColumn } from './data-column.ts'
import styles from './data-table.module.css'

export interface DataTableRowProps<Row> {
  row: Row
  /** Of the element, for `aria-activedescendant`. */
  elementId: string
  index: number
  top: number
  columns: readonly DataColumn<Row>[]
  isSelected: boolean
}

function shownColumns<Row>(columns: readonly DataColumn<Row>[], row: Row) {
  const last = columns.findIndex((column) => column.spansRest?.(row) === true)
  if (last === -1) return columns.map((column) => ({ column, isLong: false }))
  return columns.slice(0, last + 1).map((column, at) => ({ column, isLong: at === last }))
}

function PlainRow<Row>(props: DataTableRowProps<Row>) {
  const { row, index, columns, isSelected } = props
  return (
    <div
      role="row"
      id={props.elementId}
      // The header is row 1.
      aria-rowindex={index + 2}
      data-index={index}
      aria-selected={isSelected}
      className={classNames(styles.row, isSelected && styles.selected)}
      style={{ transform: `translateY(${String(props.top)}px)` }}
    >
      {shownColumns(columns, row).map(({ column, isLong }) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames(
            styles.cell,
            column.align === 'right' && !isLong && styles.right,
            isLong && styles.long,
          )}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}

// Scrolling and live numbers must not render rows that did not change. `memo` forgets that the component is generic.
export const DataTableRow = memo(PlainRow) as typeof PlainRow
