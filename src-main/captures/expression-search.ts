import type { EntryFilter, EntryRow } from '#contract'
import { entryInput } from '../expressions/entry-input.ts'
import type { Tested } from '../expressions/expression-messages.ts'
import type { Expressions } from '../expressions/expressions.ts'
import type { FindAnswer, FindQuery } from './capture-messages.ts'
import type { CaptureStore } from './capture-store.ts'

export interface ExpressionSearchParts {
  store: Pick<CaptureStore, 'find' | 'readAt'>
  expressions: Pick<Expressions, 'test'>
  now(): number
}

interface Query extends Omit<FindQuery, 'filter'> {
  filter: EntryFilter & { expression: string }
}

export interface Judged extends FindAnswer {
  /** Entries on which the expression failed; they are left out. */
  failed: number
  trouble?: Tested['trouble']
}

/** Entries that are judged at a time: of the longest, 25 MB cross to the thread. */
const judgedAtATime = 25

async function judge(
  { store, expressions }: ExpressionSearchParts,
  { captureId, filter }: Query,
  rows: readonly EntryRow[],
): Promise<Tested> {
  if (rows.length === 0) return { holds: [], failed: 0 }
  const positions = rows.map(({ position }) => position)
  const entries = await store.readAt(captureId, positions)
  const inputs = entries.map((entry, index) => entryInput(entry, positions[index] ?? 0))
  return expressions.test(filter.expression, inputs)
}

/**
 * What fits the rest of the filter is judged by the expression, in order, until a page is full or time is up.
 * @throws invalid-input where it is no JSONata; timed-out where it takes too long
 */
export async function findByExpression(
  parts: ExpressionSearchParts,
  query: Query,
): Promise<Judged> {
  const { expression: _expression, ...filter } = query.filter
  const untilMs = parts.now() + query.patienceMs
  const most = Math.min(judgedAtATime, query.limit)
  const answer: Judged = { rows: [], lookedAt: query.after, isEnd: false, failed: 0 }
  // Before another round there must be room for all that it may find.
  while (!answer.isEnd && answer.rows.length + most <= query.limit && parts.now() <= untilMs) {
    const found = await parts.store.find({ ...query, filter, after: answer.lookedAt, limit: most })
    const { holds, failed, trouble } = await judge(parts, query, found.rows)
    answer.rows.push(...found.rows.filter((_, index) => holds[index] === true))
    answer.failed += failed
    if (trouble !== undefined) answer.trouble ??= trouble
    answer.lookedAt = found.lookedAt
    answer.isEnd = found.isEnd
  }
  return answer
}

/** Positions that fit a filter, with or without an expression, after one. @throws as above, and not-found */
export async function findPositions(
  parts: ExpressionSearchParts,
  { filter, ...query }: FindQuery,
): Promise<{ positions: number[]; lookedAt: number; isEnd: boolean; failed: number }> {
  const { expression } = filter
  const { rows, lookedAt, isEnd, failed } =
    expression === undefined
      ? { failed: 0, ...(await parts.store.find({ ...query, filter })) }
      : await findByExpression(parts, { ...query, filter: { ...filter, expression } })
  return { positions: rows.map(({ position }) => position), lookedAt, isEnd, failed }
}
