import { fullName } from './figure.ts'
import type { Figure, Pair } from './figure.ts'

/** The pair whose ratio is the median: so `ratio` is the median of the pairs and `value / baseline` at once. */
interface Outcome extends Pair {
  figure: Figure
  ratio: number
  lowest: number
  highest: number
}

const round = (number: number): number => Math.round(number * 1000) / 1000

/** @throws when there is no pair */
export function toOutcome(figure: Figure, pairs: readonly Pair[]): Outcome {
  const ordered = pairs
    .map((pair) => ({ ...pair, ratio: pair.value / pair.baseline }))
    .sort((one, other) => one.ratio - other.ratio)
  const [lowest, median, highest] = [0, ordered.length >> 1, -1].map((at) => ordered.at(at))
  if (lowest === undefined || median === undefined || highest === undefined) {
    throw new Error(`${fullName(figure)} was not measured`)
  }
  return { figure, ...median, lowest: lowest.ratio, highest: highest.ratio }
}

export function isWithinBudget({ figure, ratio }: Outcome): boolean {
  return figure.isLeast === true ? ratio >= figure.budget : ratio <= figure.budget
}

/** The line that architecture.md promises to whoever reads figures by program. */
export function jsonLine({ figure, value, baseline, ratio }: Outcome): string {
  const { suite, name, unit } = figure
  const numbers = { value: round(value), unit, baseline: round(baseline), ratio: round(ratio) }
  return JSON.stringify({ suite, name, ...numbers })
}

const heads = ['figure', 'value', 'baseline', 'unit', 'ratio', 'lowest', 'highest', 'budget', '']

function cells(outcome: Outcome): string[] {
  const { figure, value, baseline, ratio, lowest, highest } = outcome
  return [
    fullName(figure),
    value.toFixed(1),
    baseline.toFixed(1),
    figure.unit,
    ratio.toFixed(2),
    lowest.toFixed(2),
    highest.toFixed(2),
    `${figure.isLeast === true ? '≥' : '≤'} ${figure.budget.toFixed(2)}`,
    isWithinBudget(outcome) ? 'within' : 'MISSED',
  ]
}

/** For people: what was measured, how far the pairs lie apart, and whether the budget holds. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = [heads, ...outcomes.map(cells)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const isText = (column: number): boolean => column === 0 || column === 3
  const line = (row: string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isText(column) ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  const notes = outcomes.map(({ figure }) => `${fullName(figure)}: ${figure.compares}`)
  return [...rows.map(line), '', ...notes].join('\n')
}
