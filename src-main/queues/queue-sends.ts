import { BATCH_MAX, BATCH_MAX_BYTES, messageBytes } from '#contract'
import type { MessageRules, ParsedInput, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Sessions } from '../connections/sessions.ts'
import type { SendNotes, SendStarter } from '../sends/send-starter.ts'
import { fifoOrder } from '../sends/send-target.ts'
import type { SendTarget } from '../sends/send-target.ts'
import { checkMessage, rulesByName } from './message-check.ts'
import type { QueueReader } from './queue-reader.ts'
import { sendBatch } from './send-batch.ts'

interface QueueSendParts {
  sessions: Sessions
  reader: QueueReader
  starter: SendStarter
}

/** What the queue says of itself; who may only send is not asked for more than the name tells. */
export async function queueRules(
  reader: QueueReader,
  session: Session,
  queueUrl: QueueUrl,
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

export function queueTarget(session: Session, queueUrl: QueueUrl): SendTarget {
  return {
    to: { queueUrl },
    order: rulesByName(queueUrl).type === 'fifo' ? fifoOrder : undefined,
    limits: {
      entries: BATCH_MAX,
      bytes: BATCH_MAX_BYTES,
      bytesOf: ({ body, attributes }) => messageBytes(body, attributes),
    },
    send: (packed) => sendBatch(session, queueUrl, packed),
  }
}

/** Sends of many messages to a queue: input to service to answer, nothing more. */
export function queueSendHandlers({ sessions, reader, starter }: QueueSendParts) {
  return {
    'sends.start': async (input: ParsedInput<'sends.start'>, notes: SendNotes) => {
      const { connectionId, queueUrl, what } = input
      const session = await sessions.open(connectionId)
      const rules = await queueRules(reader, session, queueUrl)
      const check: Parameters<SendStarter['start']>[0]['check'] = (message, index) => {
        checkMessage(message, rules, index)
      }
      return starter.start({ session, target: queueTarget(session, queueUrl), what, check }, notes)
    },
    'sends.retryFailed': async (input: ParsedInput<'sends.retryFailed'>, notes: SendNotes) => {
      const { connectionId, queueUrl, sendId, which } = input
      const session = await sessions.open(connectionId)
      return starter.again(session, { sendId, which, to: { queueUrl } }, notes)
    },
  }
}
