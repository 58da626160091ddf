import { VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { classNames } from '../lib/class-names.ts'
import type { DataColumn, DataSort } from './data-column.ts'
import styles from './data-table.module.css'

interface HeaderCellProps {
  header: string
  isHidden: boolean
  hint: string | undefined
  isRight: boolean
  sorted: 'ascending' | 'descending' | undefined
  /** Absent: cannot be sorted by. */
  onSort: (() => void) | undefined
}

function HeaderCell({ header, isHidden, hint, isRight, sorted, onSort }: HeaderCellProps) {
  const Arrow = sorted === 'ascending' ? IconChevronUp : IconChevronDown
  return (
    <div
      role="columnheader"
      aria-sort={onSort === undefined ? undefined : (sorted ?? 'none')}
      title={hint}
      className={classNames(styles.headerCell, isRight && styles.right)}
    >
      {onSort === undefined ? (
        isHidden ? (
          <VisuallyHidden>{header}</VisuallyHidden>
        ) : (
          header
        )
      ) : (
        <button type="button" className={styles.sort} onClick={onSort}>
          <span className={styles.headerText}>{header}</span>
          {sorted !== undefined && <Arrow size={12} stroke={2} aria-hidden="true" />}
        </button>
      )}
    </div>
  )
}

interface CheckAllProps {
  label: string
  state: 'all' | 'some' | 'none'
  onToggle: () => void
}

function CheckAll({ label, state, onToggle }: CheckAllProps) {
  return (
    <div role="columnheader" className={styles.headerCell}>
      <input
        type="checkbox"
        className={styles.checkbox}
        aria-label={label}
        title={label}
        checked={state === 'all'}
        ref={(element) => {
          if (element !== null) element.indeterminate = state === 'some'
        }}
        onChange={onToggle}
      />
    </div>
  )
}

interface DataTableHeaderProps<Row> {
  columns: readonly DataColumn<Row>[]
  sort: DataSort | undefined
  onSort: (columnId: string) => void
  /** Undefined: rows cannot be ticked. */
  checkAll: CheckAllProps | undefined
}

export function DataTableHeader<Row>(props: DataTableHeaderProps<Row>) {
  const { columns, sort, onSort, checkAll } = props
  const direction = sort?.desc === true ? 'descending' : 'ascending'
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow}>
        {checkAll !== undefined && <CheckAll {...checkAll} />}
        {columns.map((column) => (
          <HeaderCell
            key={column.id}
            header={column.header}
            isHidden={column.isHeaderHidden ?? false}
            hint={column.hint}
            isRight={column.align === 'right'}
            sorted={sort?.id === column.id ? direction : undefined}
            onSort={
              column.sortValue === undefined
                ? undefined
                : () => {
                    onSort(column.id)
                  }
            }
          />
        ))}
      </div>
    </div>
  )
}
