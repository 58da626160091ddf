import { useMemo, useState } from 'react'
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { ColumnDef, SortingState, Updater } from '@tanstack/react-table'
import { findRemembered, remember } from '../lib/remembered.ts'
import type { DataColumn, DataSort } from './data-column.ts'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

// `numeric` puts queue-10 after queue-9.
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}

/** TanStack Table wants rows that are records; ours may be anything. */
interface Boxed<Row> {
  row: Row
}

function toDefinition<Row>(column: DataColumn<Row>): ColumnDef<typeof features, Boxed<Row>> {
  return {
    id: column.id,
    accessorFn: ({ row }) => column.sortValue?.(row),
    enableSorting: column.sortValue !== undefined,
    sortDescFirst: column.largestFirst ?? false,
    sortUndefined: 'last',
    sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
  }
}

export interface SortedRows<Row> {
  rows: readonly { id: string; original: Boxed<Row> }[]
  sort: DataSort | undefined
  toggle: (columnId: string) => void
}

export interface SortedRowsOptions<Row> {
  rows: readonly Row[]
  columns: readonly DataColumn<Row>[]
  getId: (row: Row) => string
  initialSort?: DataSort | undefined
  /** Under this name the order is kept, also over a restart. */
  sortKey?: string
}

function findSort(sortKey: string | undefined, ids: readonly string[]): DataSort | undefined {
  if (sortKey === undefined) return undefined
  const [id, direction] = findRemembered(`sort.${sortKey}`)?.split(' ') ?? []
  return id !== undefined && ids.includes(id) ? { id, desc: direction === 'desc' } : undefined
}

function useSorting(
  options: Omit<SortedRowsOptions<never>, 'rows' | 'getId' | 'columns'>,
  ids: readonly string[],
) {
  const { initialSort, sortKey } = options
  const [sorting, setSorting] = useState<SortingState>(() => {
    const first = findSort(sortKey, ids) ?? initialSort
    return first === undefined ? [] : [first]
  })
  const change = (updater: Updater<SortingState>): void => {
    const next = typeof updater === 'function' ? updater(sorting) : updater
    const [first] = next
    setSorting(next)
    if (sortKey === undefined || first === undefined) return
    remember(`sort.${sortKey}`, `${first.id} ${first.desc ? 'desc' : 'asc'}`)
  }
  return { sorting, change }
}

/** Rows in the order that the user asked for. */
export function useSortedRows<Row>(options: SortedRowsOptions<Row>): SortedRows<Row> {
  const { rows, columns, getId } = options
  const { sorting, change } = useSorting(
    options,
    columns.map(({ id }) => id),
  )
  const definitions = useMemo(() => columns.map(toDefinition), [columns])
  // TanStack Table keeps a row's values and order until the rows are other objects; new columns bring new values.
  const boxed = useMemo(
    () => (columns.length > 0 ? rows.map((row) => ({ row })) : []),
    [rows, columns],
  )
  const table = useTable({
    features,
    data: boxed,
    columns: definitions,
    getRowId: ({ row }) => getId(row),
    state: { sorting },
    onSortingChange: change,
    enableSortingRemoval: false,
  })
  return {
    rows: table.getRowModel().rows,
    sort: sorting[0],
    toggle: (columnId) => {
      table.getColumn(columnId)?.toggleSorting()
    },
  }
}
