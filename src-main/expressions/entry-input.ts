import type { EntryFacts } from '#contract'
import type { ExpressionInput } from './expression-messages.ts'

/** What an expression sees of an entry beside its body, under the names that the timeline of streams has, too. */
export function entryInput(
  entry: EntryFacts & { body: Uint8Array },
  position: number,
): ExpressionInput {
  const { body, attributes, partitionKey, sentAtMs, systemAttributes: _system, ...facts } = entry
  const timeName = facts.shardId === undefined ? 'sentAt' : 'arrivedAt'
  return {
    facts: {
      ...facts,
      position,
      ...(partitionKey === undefined ? {} : { key: partitionKey }),
      ...(sentAtMs === undefined ? {} : { [timeName]: new Date(sentAtMs).toISOString() }),
      attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
    },
    data: body,
  }
}
