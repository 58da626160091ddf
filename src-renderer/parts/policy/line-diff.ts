export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Policies have some 8 KiB; a longer text is not compared line by line but shown as replaced. */
const LINES_MAX = 600

/** Length of the longest common subsequence from each pair of places on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () =>
    Array.from({ length: after.length + 1 }, () => 0),
  )
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const line = table[row]
      if (line === undefined) continue
      const isSame = before[row] === after[column]
      line[column] = isSame
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
    }
  return table
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

/** What is taken out and what is put in, line by line. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [lines(before), lines(after)]
  const isLong = old.length > LINES_MAX || now.length > LINES_MAX
  const common = isLong ? [] : commonLengths(old, now)
  const lengthAt = (row: number, column: number): number => common[row]?.[column] ?? 0
  const diff: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [removed, added] = [old[row], now[column]]
    if (removed !== undefined && removed === added && !isLong) {
      diff.push({ kind: 'same', text: removed })
      row += 1
      column += 1
    } else if (
      removed !== undefined &&
      (added === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      diff.push({ kind: 'removed', text: removed })
      row += 1
    } else {
      diff.push({ kind: 'added', text: added ?? '' })
      column += 1
    }
  }
  return diff
}
