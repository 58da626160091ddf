/** True, false, or nobody can say from here. */
export type Verdict = 'yes' | 'no' | 'unknown'

/** `*` and `?` as IAM has them; in time that grows with the product of both lengths at most. */
export function matchesGlob(pattern: string, text: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0]
  while (from < text.length) {
    const sign = pattern[at]
    if (sign === '*') {
      star = at
      mark = from
      at += 1
    } else if (sign !== undefined && (sign === '?' || sign === text[from])) {
      at += 1
      from += 1
    } else if (star >= 0) {
      at = star + 1
      mark += 1
      from = mark
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}

/** The six parts of an ARN, each by itself: a `*` does not reach over a colon. */
function matchesArn(pattern: string, arn: string): boolean {
  const parts = (text: string): string[] => {
    const [a = '', b = '', c = '', d = '', e = '', ...rest] = text.split(':')
    return [a, b, c, d, e, rest.join(':')]
  }
  if (pattern === '*') return true
  const of = parts(arn)
  return parts(pattern).every((part, index) => matchesGlob(part, of[index] ?? ''))
}

type Compare = (wanted: string, found: string) => boolean

const comparisons: Readonly<Record<string, Compare>> = {
  stringequals: (wanted, found) => wanted === found,
  stringequalsignorecase: (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
  stringlike: matchesGlob,
  // Both behave alike (IAM User Guide, ARN condition operators).
  arnequals: matchesArn,
  arnlike: matchesArn,
  bool: (wanted, found) => wanted.toLowerCase() === found,
}

/** `ForAnyValue:StringNotEqualsIfExists` is `stringequals`, negated. The keys asked here have one value each. */
function readOperator(name: string): { compare: Compare; isNegated: boolean } | undefined {
  const plain = name
    .toLowerCase()
    .replace(/^for(?:any|all)values?:/, '')
    .replace(/ifexists$/, '')
  const positive = plain.replace(/^(string|arn)not/, '$1')
  const compare = Object.hasOwn(comparisons, positive) ? comparisons[positive] : undefined
  return compare === undefined ? undefined : { compare, isNegated: positive !== plain }
}

export function listOf(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value]
  return all.flatMap((each) =>
    typeof each === 'string' || typeof each === 'boolean' || typeof each === 'number'
      ? [String(each)]
      : [],
  )
}

/** One line of a condition against what a request is known to carry, by key in lower case. */
export function judgeCondition(
  { operator, key, wanted }: { operator: string; key: string; wanted: unknown },
  known: ReadonlyMap<string, string>,
): Verdict {
  const found = known.get(key.toLowerCase())
  const read = readOperator(operator)
  if (found === undefined || read === undefined) return 'unknown'
  const isMatch = listOf(wanted).some((each) => read.compare(each, found))
  return isMatch === read.isNegated ? 'no' : 'yes'
}

/** All must be so: one `no` decides, and else what is unknown stays unknown. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('unknown') ? 'unknown' : 'yes'
}
