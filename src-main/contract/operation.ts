import { eventIterator, oc } from '@orpc/contract'
import type { Effect } from './effect.ts'
import { declaredErrors } from './errors.ts'
import { z } from './z.ts'

/** What every operation and feed says of itself; guard, journal, documents and tests read it. */
export interface OperationMeta {
  kind: 'operation' | 'feed'
  effect: Effect
  /** One sentence, in English, for the documents. */
  description: string
  /** An input that the schema accepts, and an answer (for a feed: an item) to it. */
  example: { input: unknown; output: unknown }
}

const base = oc.$meta<Partial<OperationMeta>>({}).errors(declaredErrors)

interface Definition<E extends Effect, I extends z.ZodType, O extends z.ZodType> {
  effect: E
  description: string
  input: I
  output: O
  example: { input: z.input<I>; output: z.input<O> }
}

/**
 * One question with one answer. Input is always parsed in main; the answer is parsed in tests and development.
 * The effect is part of the type, so that only `local` and `read` can be used as queries.
 */
export function operation<E extends Effect, I extends z.ZodType, O extends z.ZodType>(
  definition: Definition<E, I, O>,
) {
  const { effect, description, example, input, output } = definition
  const procedure = base
    .meta({ kind: 'operation', effect, description, example })
    .input(input)
    .output(output)
  return Object.assign(procedure, { effect })
}

/**
 * A live sequence. Its input is an iterator: the first item opens the feed with its parameters, every later one sets
 * the credit anew. Credit is the number of rounds (one poll, one batch) that main may still begin: a window that can
 * show more sets it to 1 after each item, a hidden or paused one sets it to 0. No credit, no poll.
 */
export function feed<I extends z.ZodType, O extends z.ZodType>(
  definition: Omit<Definition<'local' | 'read', I, O>, 'effect'> & { effect: 'local' | 'read' },
) {
  const { effect, description, example, input, output } = definition
  const demand = z.union([
    z.object({ open: input, credit: z.int().min(0).max(100) }),
    z.object({ credit: z.int().min(0).max(100) }),
  ])
  const procedure = base
    .meta({ kind: 'feed', effect, description, example })
    .input(eventIterator(demand))
    .output(eventIterator(output))
  return Object.assign(procedure, { effect, params: input })
}
