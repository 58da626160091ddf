import type {
  CaptureSource,
  FeedItem,
  ParsedInput,
  ParsedParams,
  PriceTable,
  QueueDetail,
} from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Sessions } from '../../connections/sessions.ts'
import { AppError } from '../../lib/app-error.ts'
import type { Clock } from '../../lib/clock.ts'
import type { HoldRecords } from '../hold-ports.ts'
import type { QueueReader } from '../queue-reader.ts'
import type { SessionMemories } from '../session-memories.ts'
import type { ScanCaptures } from './capture-port.ts'
import { coverageOf, noCounts } from './scan-counts.ts'
import { toAbout } from './scan-job.ts'
import type { ScanSummary } from './scan-job.ts'
import { inFlightElsewhere, hideSecondsFor, movesNow, scanLedger } from './scan-plan.ts'
import type { ScanFacts } from './scan-plan.ts'
import type { Scans } from './scans.ts'

export interface CallNotes {
  note(facts: ScanSummary): void
  until(work: Promise<void>): void
}

export interface FeedDemand {
  signal: AbortSignal
  demand(): Promise<boolean>
}

export interface ScanHandlerParts {
  sessions: Sessions
  scans: Scans
  reader: QueueReader
  memories: SessionMemories
  records: HoldRecords
  captures: ScanCaptures
  prices: { table(): PriceTable }
  clock: Clock
}

type StartInput = ParsedInput<'scans.start'>

/** How often progress is told at most. */
const roundMs = 100
/** Told again at least this often, so that times and rates go on. */
const slowestRoundMs = 1_000
const idleRoundMs = 600_000

async function factsOf(
  { reader, memories, records, prices, clock }: ScanHandlerParts,
  session: Session,
  { queueUrl, plan }: Pick<StartInput, 'queueUrl' | 'plan'>,
): Promise<ScanFacts> {
  const connectionId = session.connection.id
  const queue = await reader.describe(session, queueUrl)
  const sums = await records.sum(clock.now(), [])
  const own = sums.find((each) => each.connectionId === connectionId && each.queueUrl === queueUrl)
  const seen = memories.looked(session).list(queueUrl)
  const heldByWeir = (own?.named ?? 0) + (own?.unnamed ?? 0)
  return { queue, plan, heldByWeir, seen, prices: prices.table() }
}

/** @throws guarded (live-consumers, would-move) until the user has said it twice */
function refuse(facts: ScanFacts, { acceptConsumers, acceptMoves = [] }: StartInput): void {
  const inFlight = inFlightElsewhere(facts)
  if (inFlight > 0 && !acceptConsumers) {
    throw new AppError('guarded', 'somebody else receives from the queue', {
      params: { inFlight },
      refusal: { reason: 'live-consumers', inFlight },
    })
  }
  const moving = movesNow(facts).map(({ messageId }) => messageId)
  const unasked = moving.filter((id) => !acceptMoves.includes(id))
  if (unasked.length === 0) return
  const target = facts.queue.redrive?.deadLetterArn.split(':').at(-1) ?? ''
  throw new AppError('guarded', `the scan would move ${String(unasked.length)} messages`, {
    params: { count: moving.length, target },
    refusal: { reason: 'would-move', messageIds: moving, target },
  })
}

function sourceOf({ connection }: Session, queue: QueueDetail): CaptureSource {
  return {
    ...{ kind: 'queue', address: queue.queueUrl, name: queue.name },
    ...{ connectionId: connection.id, connectionName: connection.name },
  }
}

async function begin(parts: ScanHandlerParts, session: Session, input: StartInput) {
  const { scans, captures, reader } = parts
  const { name, plan, queueUrl } = input
  const facts = await factsOf(parts, session, input)
  refuse(facts, input)
  const { queue } = facts
  const frame = { mode: plan.mode, queueType: queue.type, aboutAtStart: toAbout(queue) }
  const coverage = coverageOf(noCounts(), { ...frame, end: undefined })
  const capture = await captures.begin({ name, source: sourceOf(session, queue), coverage })
  const job = scans.create({
    ...{ session, queue, plan, capture },
    hideSeconds: hideSecondsFor(queue.depth.visible, plan),
    readAbout: async () => toAbout(await reader.describe(session, queueUrl)),
  })
  return { job, captureId: capture.captureId }
}

/** Begins and does not wait: the answer is that it began, the journal entry ends when all is given back. */
async function start(parts: ScanHandlerParts, input: StartInput, { note, until }: CallNotes) {
  const session = await parts.sessions.open(input.connectionId)
  const { job, captureId } = await parts.scans.alone(session, input.queueUrl, () =>
    begin(parts, session, input),
  )
  until(job.start().then(note))
  return { scanId: job.scanId, captureId }
}

/** Operations and feed of scans: input to service to answer, nothing more. */
export function scanHandlers(parts: ScanHandlerParts) {
  const { sessions, scans, clock } = parts
  return {
    'scans.estimate': async (input: ParsedInput<'scans.estimate'>) =>
      scanLedger(await factsOf(parts, await sessions.open(input.connectionId), input)),
    'scans.start': (input: StartInput, notes: CallNotes) => {
      // The guard let a look through: what deletes has a name of its own.
      const plan = { ...input.plan, mode: 'scan' as const }
      return start(parts, { ...input, plan }, notes)
    },
    'scans.drain': (input: ParsedInput<'scans.drain'>, notes: CallNotes) => {
      const plan = { ...input.plan, mode: 'drain' as const }
      return start(parts, { ...input, plan }, notes)
    },
    'scans.stop': async ({ connectionId, scanId }: ParsedInput<'scans.stop'>) => {
      const job = scans.get(sessions.get(connectionId), scanId)
      await job.stop('stopped')
      return job.progress()
    },
    async *'scans.watch'(
      { connectionId, queueUrl }: ParsedParams<'scans.watch'>,
      { signal, demand }: FeedDemand,
    ): AsyncGenerator<FeedItem<'scans.watch'>, void, void> {
      const session = await sessions.open(connectionId)
      const leave = scans.watch(session, queueUrl)
      try {
        while (!signal.aborted && (await demand())) {
          const changed = scans.changes.wait()
          const list = scans.list(session, queueUrl)
          yield { scans: list }
          const isUnderWay = list.some(({ state }) => state !== 'ended')
          const over = new AbortController()
          const asleep = AbortSignal.any([signal, over.signal])
          await Promise.race([
            changed,
            clock.sleep(isUnderWay ? slowestRoundMs : idleRoundMs, asleep),
          ])
          if (isUnderWay) await clock.sleep(roundMs, asleep)
          over.abort()
        }
      } finally {
        leave()
      }
    },
  }
}
