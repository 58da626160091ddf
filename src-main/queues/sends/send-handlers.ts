import type {
  AnswerOf,
  FeedItem,
  MessageRules,
  ParsedInput,
  ParsedParams,
  SendEntry,
  SendProgress,
} from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Sessions } from '../../connections/sessions.ts'
import type { Clock } from '../../lib/clock.ts'
import { previewOf } from '../message-mapping.ts'
import type { QueueReader } from '../queue-reader.ts'
import { rulesByName } from '../message-check.ts'
import type { RunSummary, SendJob } from './send-job.ts'
import { checkPlan, createPlan } from './send-plan.ts'
import type { Sends } from './sends.ts'

interface CallNotes {
  note(facts: RunSummary): void
  until(work: Promise<void>): void
}

interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface SendHandlerParts {
  sessions: Sessions
  reader: QueueReader
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

/** What the queue says of itself; who may only send is not asked for more than the name tells. */
async function rulesOf(
  reader: QueueReader,
  session: Session,
  queueUrl: ParsedInput<'sends.start'>['queueUrl'],
): Promise<MessageRules> {
  const byName = rulesByName(queueUrl)
  try {
    const { maximumMessageBytes, contentBasedDeduplication } = await reader.describe(
      session,
      queueUrl,
    )
    return { ...byName, maximumMessageBytes, contentBasedDeduplication }
  } catch {
    return byName // the send itself says what is wrong with the queue, if anything is
  }
}

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

/** Begins and does not wait: the answer is that it began, the journal entry ends when it did. */
function begin(job: SendJob, places: readonly number[], { note, until }: CallNotes) {
  until(job.start(places).then(note))
  return { sendId: job.sendId, total: places.length }
}

/** Operations and feeds of sends of many messages: input to service to answer, nothing more. */
export function sendHandlers({ sessions, reader, sends, clock }: SendHandlerParts) {
  const jobOf = ({ connectionId, sendId }: ParsedInput<'sends.cancel'>): SendJob =>
    sends.get(sessions.get(connectionId), sendId)
  return {
    'sends.start': async (input: ParsedInput<'sends.start'>, notes: CallNotes) => {
      const { connectionId, queueUrl, what } = input
      const session = await sessions.open(connectionId)
      const plan = createPlan(what, { seed: crypto.randomUUID(), nowMs: () => clock.now() })
      checkPlan(what, plan, await rulesOf(reader, session, queueUrl))
      const job = sends.create({ session, queueUrl }, plan)
      return begin(job, job.tally.places(), notes)
    },
    'sends.retryFailed': async (input: ParsedInput<'sends.retryFailed'>, notes: CallNotes) => {
      const session = await sessions.open(input.connectionId)
      const job = sends.get(session, input.sendId)
      return begin(job, job.tally.places(input.which), notes)
    },
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
