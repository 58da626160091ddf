import { ENTRY_PAGE_MAX } from '#contract'
import type { AnswerOf, ParsedInput } from '#contract'
import type { Expressions } from '../expressions/expressions.ts'
import type { Clock } from '../lib/clock.ts'
import type { CaptureStore } from './capture-store.ts'
import { findByExpression } from './expression-search.ts'
import type { Judged } from './expression-search.ts'

interface EntryHandlerParts {
  store: CaptureStore
  expressions: Pick<Expressions, 'test'>
  clock: Clock
}

/** Between two letters of a term: what is not found by then is asked for again, and another term is not kept waiting. */
const patienceMs = 250

function told({ lookedAt, isEnd, failed, trouble }: Omit<Judged, 'rows'>) {
  return {
    ...{ lookedAt, isEnd },
    ...(failed === 0 ? {} : { failed }),
    ...(trouble === undefined ? {} : { trouble }),
  }
}

type Sought = Omit<ParsedInput<'captures.findEntries'>, 'limit'>

/** A page of what fits, where an expression is part of the filter. */
function judged({ store, expressions, clock }: EntryHandlerParts, sought: Sought, limit: number) {
  const { expression } = sought.filter
  if (expression === undefined) return undefined
  const query = { ...sought, limit, filter: { ...sought.filter, expression }, patienceMs }
  return findByExpression({ store, expressions, now: () => clock.now() }, query)
}

export async function findEntries(
  parts: EntryHandlerParts,
  input: ParsedInput<'captures.findEntries'>,
): Promise<AnswerOf<'captures.findEntries'>> {
  const found = await judged(parts, input, input.limit)
  if (found !== undefined) return { entries: found.rows, ...told(found) }
  const { rows: entries, ...rest } = await parts.store.find({ ...input, patienceMs })
  return { entries, ...rest }
}

export async function groupEntries(
  parts: EntryHandlerParts,
  { grouping, ...sought }: ParsedInput<'captures.groupEntries'>,
): Promise<AnswerOf<'captures.groupEntries'>> {
  const { store } = parts
  const found = await judged(parts, sought, ENTRY_PAGE_MAX)
  if (found === undefined) return store.group({ ...sought, grouping, patienceMs })
  const positions = found.rows.map(({ position }) => position)
  const { captureId } = sought
  return { groups: await store.groupAt({ captureId, positions, grouping }), ...told(found) }
}
