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
  /** Undefined: rows cannot be ticked. */
  isChecked: boolean | undefined
  checkLabel: ((row: Row) => string) | undefined
}

function shownColumns<Row>(columns: readonly DataColumn<Row>[], row: Row) {
  const last = columns.findIndex((column) => column.spansRest?.(row) === true)
  if (last === -1) return columns.map((column) => ({ column, isLong: false }))
  return columns.slice(0, last + 1).map((column, at) => ({ column, isLong: at === last }))
}

function PlainRow<Row>(props: DataTableRowProps<Row>) {
  const { row, index, columns, isSelected, isChecked } = props
  return (
    <div
      role="row"
      id={props.elementId}
      // The header is row 1.
      aria-rowindex={index + 2}
      data-index={index}
      aria-selected={isSelected}
      className={classNames(
        styles.row,
        isSelected && styles.selected,
        isChecked === true && styles.checked,
      )}
      style={{ transform: `translateY(${String(props.top)}px)` }}
    >
      {isChecked !== undefined && (
        <div role="gridcell" className={styles.cell} data-check="">
          <input
            type="checkbox"
            tabIndex={-1}
            className={styles.checkbox}
            aria-label={props.checkLabel?.(row)}
            checked={isChecked}
            // The table takes the click, with the keys that were held.
            readOnly
          />
        </div>
      )}
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
