import type { PollStatus } from '#contract'
import { createStore } from '../lib/store.ts'
import type { Readable } from '../lib/store.ts'

/** Another page or another set of rows opens its feed within this time; until then nothing has ended. */
const GRACE_MS = 2_000

const activity = createStore<PollStatus | undefined>(undefined)
let ending: ReturnType<typeof setTimeout> | undefined

/** What the poll loop behind the feed that spoke last is doing; undefined while nothing on the screen polls. */
export const pollActivity: Readable<PollStatus | undefined> = activity

export function notePolling(status: PollStatus): void {
  clearTimeout(ending)
  activity.set(status)
}

export function endPolling(): void {
  clearTimeout(ending)
  ending = setTimeout(() => {
    activity.set(undefined)
  }, GRACE_MS)
}
