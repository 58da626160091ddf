import type { ReactNode } from 'react'

/** One column of a DataTable. */
export interface DataColumn<Row> {
  id: string
  /** In the user's language, with the unit where there is one. */
  header: string
  /** Read out but not shown, for a column whose cells speak for themselves. */
  isHeaderHidden?: boolean
  /** What the column means, on hover. */
  hint?: string
  /** A track of CSS grid: `88px`, `minmax(160px, 1fr)`. */
  width: string
  align?: 'left' | 'right'
  /** Absent: the column cannot be sorted by. `undefined` for a row sorts last either way. */
  sortValue?: (row: Row) => string | number | undefined
  /** True where the large ones matter: the first click then sorts from large to small. */
  largestFirst?: boolean
  cell: (row: Row) => ReactNode
  /** This cell takes all columns to the end of the row for a row that has nothing to show in them, such as a reason. */
  spansRest?: (row: Row) => boolean
}

export interface DataSort {
  id: string
  desc: boolean
}
