import { captureIdSchema, captureNameSchema } from './capture-model.ts'
import {
  confirmationSchema,
  connectionIdSchema,
  messageIdSchema,
  queueUrlSchema,
} from './identifiers.ts'
import { feed, operation } from './operation.ts'
import { scanIdSchema, scanLedgerSchema, scanPlanSchema, scanProgressSchema } from './scan-model.ts'
import { z } from './z.ts'

const ofQueue = z.object({ connectionId: connectionIdSchema, queueUrl: queueUrlSchema })
/** Said a second time by the user. */
const accepted = {
  /** Somebody else receives from the queue now, and is kept from what the scan hides. */
  acceptConsumers: z.boolean().default(false),
  /** The messages named by the refusal may go to the dead-letter queue. */
  acceptMoves: z.array(messageIdSchema).max(10_000).optional(),
}
const startInput = ofQueue.extend({ name: captureNameSchema, plan: scanPlanSchema, ...accepted })
const startedScan = z.object({ scanId: scanIdSchema, captureId: captureIdSchema })

const at = { connectionId: 'sandbox', queueUrl: 'http://127.0.0.1:4566/000000000000/orders-dlq' }
const about = { visible: 900, inFlight: 0, delayed: 0, readAtMs: 1_763_800_000_000 }
const progress: z.input<typeof scanProgressSchema> = {
  ...{ scanId: 'scan-1', queueUrl: at.queueUrl, captureId: 1 },
  ...{ captureName: 'orders-dlq', plan: {}, hideSeconds: 60 },
  ...{ queueType: 'standard', state: 'running', isWhole: false },
  ...{ startedAtMs: 1_763_800_000_000, atMs: 1_763_800_001_000, perSecond: 842 },
  ...{ received: 842, captured: 840, duplicates: 0, slid: 0, unreadable: 0 },
  ...{ held: 842, returned: 0, notReturned: 0, maybeHidden: 0 },
  ...{ deleted: 0, notDeleted: 0, deleteUncertain: 0 },
  ...{ emptyReceives: 0, calls: 86, aboutAtStart: about, isThrottled: false },
}

export const scans = {
  estimate: operation({
    effect: 'read',
    description: 'Works out what a scan or drain of a whole queue would cost, without making it.',
    input: ofQueue.extend({ plan: scanPlanSchema }),
    output: scanLedgerSchema,
    example: {
      input: { ...at, plan: {} },
      output: {
        ...{ mode: 'scan', queueType: 'standard', visible: 900, delayed: 0 },
        ...{ inFlightElsewhere: 0, messages: 900, receiveCalls: 93, returnCalls: 90 },
        ...{ renewCalls: 0, calls: 185, estimatedUsd: 0.000_074, priceId: 'sqs.standard' },
        ...{ hideSeconds: 60, expectedSeconds: 2, inFlightBudget: 12_000, exceedsBudget: false },
        ...{ movesNow: 0, headsOnly: false },
      },
    },
  }),
  start: operation({
    effect: 'look',
    description:
      'Begins to receive the whole of a queue into a capture; every message is returned at the end, however it ends.',
    input: startInput,
    output: startedScan,
    example: {
      input: { ...at, name: 'orders-dlq', plan: {} },
      output: { scanId: 'scan-1', captureId: 1 },
    },
  }),
  drain: operation({
    effect: 'destroy',
    description:
      'Begins to receive the whole of a queue into a capture and to delete from the queue what is on the disk.',
    input: startInput.extend({ confirmation: confirmationSchema.optional() }),
    output: startedScan,
    example: {
      input: { ...at, name: 'orders.fifo', plan: { mode: 'drain' } },
      output: { scanId: 'scan-1', captureId: 1 },
    },
  }),
  stop: operation({
    effect: 'local',
    description: 'Receives no more, returns what is held, and says what was seen.',
    input: z.object({ connectionId: connectionIdSchema, scanId: scanIdSchema }),
    output: scanProgressSchema,
    example: {
      input: { connectionId: 'sandbox', scanId: 'scan-1' },
      output: { ...progress, state: 'ended', end: 'stopped', held: 0, returned: 842 },
    },
  }),
  watch: feed({
    effect: 'local',
    description:
      'Tells how the scans of a queue get on, newest first, and that its page is shown: most end when it is left.',
    input: ofQueue,
    output: z.object({ scans: z.array(scanProgressSchema) }),
    example: { input: at, output: { scans: [progress] } },
  }),
}
