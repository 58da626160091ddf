import { app, settings } from './app.ts'
import { connections } from './connections.ts'
import { prompts, vault } from './credential-prompts.ts'
import { heldMessages } from './held-messages.ts'
import { holds } from './holds.ts'
import { journal } from './journal.ts'
import { listedMessages } from './listed-messages.ts'
import { messages } from './messages.ts'
import { prices } from './prices.ts'
import { queueChanges } from './queue-changes.ts'
import { queues as queueReads } from './queues.ts'
import { sandbox } from './sandbox.ts'
import { favourites, pins } from './saved-queues.ts'
import { sends } from './sends.ts'

const queues = { ...queueReads, ...queueChanges }

/** Everything that the window and the main process agree on. Names are `<plural>.<verb>`. */
export const contract = {
  app,
  settings,
  connections,
  queues,
  favourites,
  pins,
  messages: { ...messages, ...heldMessages, ...listedMessages },
  sends,
  holds,
  sandbox,
  journal,
  prices,
  prompts,
  vaults: vault,
}
export type Contract = typeof contract
