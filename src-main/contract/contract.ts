import { app, settings } from './app.ts'
import { connections } from './connections.ts'
import { journal } from './journal.ts'
import { messages } from './messages.ts'
import { prices } from './prices.ts'
import { queues } from './queues.ts'
import { sandbox } from './sandbox.ts'

/** Everything that the window and the main process agree on. Names are `<plural>.<verb>`. */
export const contract = { app, settings, connections, queues, messages, sandbox, journal, prices }
export type Contract = typeof contract
