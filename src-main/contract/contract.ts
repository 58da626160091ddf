import { app, settings } from './app.ts'
import { captures } from './captures.ts'
import { connectionDrafts } from './connection-drafts.ts'
import { connections } from './connections.ts'
import { prompts, vault } from './credential-prompts.ts'
import { expressions } from './expressions.ts'
import { filters } from './filters.ts'
import { heldMessages } from './held-messages.ts'
import { holds } from './holds.ts'
import { iterators } from './iterators.ts'
import { journal } from './journal.ts'
import { listedMessages } from './listed-messages.ts'
import { messages } from './messages.ts'
import { moveTasks } from './move-tasks.ts'
import { moves } from './moves.ts'
import { prices } from './prices.ts'
import { publishing } from './publishing.ts'
import { putting } from './putting.ts'
import { queueChanges } from './queue-changes.ts'
import { queues as queueReads } from './queues.ts'
import { sandbox } from './sandbox.ts'
import { savedFilters } from './saved-filters.ts'
import { favourites, pins } from './saved-queues.ts'
import { scenarios } from './scenarios.ts'
import { schemas } from './schemas.ts'
import { scans } from './scans.ts'
import { sends } from './sends.ts'
import { shards } from './shards.ts'
import { streamChanges } from './stream-changes.ts'
import { streams } from './streams.ts'
import { subscriptionChanges } from './subscription-changes.ts'
import { subscriptions } from './subscriptions.ts'
import { records } from './tails.ts'
import { taps } from './taps.ts'
import { templates } from './templates.ts'
import { topicChanges } from './topic-changes.ts'
import { topicPins } from './topic-pins.ts'
import { topicPolicy } from './topic-policy.ts'
import { topics } from './topics.ts'
import { traces } from './traces.ts'

/**
 * Everything that the window and the main process agree on. Names are `<plural>.<verb>`. The type is written out,
 * because the compiler does not spell out one this long by itself.
 */
export type Contract = {
  app: typeof app
  settings: typeof settings
  connections: typeof connections & typeof connectionDrafts
  queues: typeof queueReads & typeof queueChanges
  favourites: typeof favourites
  pins: typeof pins
  messages: typeof messages & typeof heldMessages & typeof listedMessages
  scans: typeof scans
  sends: typeof sends
  templates: typeof templates
  holds: typeof holds
  topics: typeof topics &
    typeof topicPins &
    typeof publishing &
    typeof topicChanges &
    typeof topicPolicy
  subscriptions: typeof subscriptions & typeof subscriptionChanges
  expressions: typeof expressions
  filters: typeof filters
  taps: typeof taps
  traces: typeof traces
  streams: typeof streams & typeof streamChanges
  shards: typeof shards
  iterators: typeof iterators
  records: typeof records & typeof putting
  captures: typeof captures
  searches: typeof savedFilters
  moves: typeof moves
  tasks: typeof moveTasks
  schemas: typeof schemas
  sandbox: typeof sandbox
  scenarios: typeof scenarios
  journal: typeof journal
  prices: typeof prices
  prompts: typeof prompts
  vaults: typeof vault
}

export const contract: Contract = {
  app,
  settings,
  connections: { ...connections, ...connectionDrafts },
  queues: { ...queueReads, ...queueChanges },
  favourites,
  pins,
  messages: { ...messages, ...heldMessages, ...listedMessages },
  scans,
  sends,
  templates,
  holds,
  topics: { ...topics, ...topicPins, ...publishing, ...topicChanges, ...topicPolicy },
  subscriptions: { ...subscriptions, ...subscriptionChanges },
  expressions,
  filters,
  taps,
  traces,
  streams: { ...streams, ...streamChanges },
  shards,
  iterators,
  records: { ...records, ...putting },
  captures,
  searches: savedFilters,
  moves,
  tasks: moveTasks,
  schemas,
  sandbox,
  scenarios,
  journal,
  prices,
  prompts,
  vaults: vault,
}
