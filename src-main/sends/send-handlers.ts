import type {
  AnswerOf,
  FeedItem,
  ParsedInput,
  ParsedParams,
  SendEntry,
  SendProgress,
} from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import { previewOf } from '../codecs/preview-of.ts'
import type { Clock } from '../lib/clock.ts'
import type { SendJob } from './send-job.ts'
import type { Sends } from './sends.ts'

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface SendHandlerParts {
  sessions: Sessions
  sends: Sends
  clock: Clock
}

/** How often progress is told at most. */
const roundMs = 100
/** Told again at least this often, so that the rate of a send that stands still falls. */
const slowestRoundMs = 1_000
/** Where nothing runs there is nothing to tell until one begins. */
const idleRoundMs = 600_000
/** Characters of whole messages that one page carries at most, the last message not counted. */
const pageCharacters = 2_000_000

function toEntry(job: SendJob, index: number, isWhole: boolean): SendEntry {
  const message = job.plan.at(index)
  return {
    index: index + 1,
    ...job.tally.get(index),
    preview: previewOf(message.body),
    ...(message.groupId === undefined ? {} : { groupId: message.groupId }),
    ...(isWhole ? { message } : {}),
  }
}

function pageOf(job: SendJob, input: ParsedInput<'sends.outcomes'>): AnswerOf<'sends.outcomes'> {
  const { offset, limit, whole } = input
  const places = job.tally.places(input.outcome)
  const entries: SendEntry[] = []
  let characters = 0
  for (const index of places.slice(offset, offset + limit)) {
    if (characters > pageCharacters) break
    const entry = toEntry(job, index, whole)
    characters += entry.message?.body.length ?? 0
    entries.push(entry)
  }
  const next = offset + entries.length
  const more = next < places.length ? { nextOffset: next } : {}
  return { entries, total: places.length, ...more }
}

function isUnderWay({ state }: SendProgress): boolean {
  return state === 'running' || state === 'cancelling'
}

/** What is the same of every send of many messages, wherever they go: input to service to answer, nothing more. */
export function sendHandlers({ sessions, sends, clock }: SendHandlerParts) {
  const jobOf = ({ connectionId, sendId }: ParsedInput<'sends.cancel'>): SendJob =>
    sends.get(sessions.get(connectionId), sendId)
  return {
    'sends.cancel': async (input: ParsedInput<'sends.cancel'>) => {
      const job = jobOf(input)
      await job.cancel()
      return job.progress()
    },
    'sends.outcomes': (input: ParsedInput<'sends.outcomes'>) => pageOf(jobOf(input), input),
    async *'sends.watch'(
      { connectionId }: ParsedParams<'sends.watch'>,
      { signal, demand }: FeedDemand,
    ): AsyncGenerator<FeedItem<'sends.watch'>, void, void> {
      while (!signal.aborted && (await demand())) {
        const changed = sends.changes.wait()
        const ended = sends.ends.wait()
        const list = sends.list(sessions.get(connectionId))
        yield { sends: list }
        const over = new AbortController()
        const asleep = AbortSignal.any([signal, over.signal])
        const mostMs = list.some(isUnderWay) ? slowestRoundMs : idleRoundMs
        await Promise.race([changed, clock.sleep(mostMs, asleep)])
        await Promise.race([ended, clock.sleep(roundMs, asleep)])
        over.abort()
      }
    },
  }
}
