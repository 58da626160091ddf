import type { PollStatus } from '#contract'
import { createStore } from '../lib/store.ts'

/** What the poll loop behind the feed that spoke last is doing; undefined while nothing on the screen polls. */
export const pollActivity = createStore<PollStatus | undefined>(undefined)
