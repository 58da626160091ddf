export interface Pair {
  value: number
  baseline: number
}

/** One thing that is measured, always beside a bare baseline of the same run. */
export interface Figure {
  suite: string
  name: string
  unit: 'ms' | 'µs' | '/s' | 'MB' | '%'
  /** The largest ratio of value to baseline that is still good; the smallest where `isLeast`. */
  budget: number
  isLeast?: true
  /** What stands on either side, for the reader of the table. */
  compares: string
  measure(): Promise<Pair[]>
}

export const fullName = ({ suite, name }: Pick<Figure, 'suite' | 'name'>): string =>
  `${suite}.${name}`
