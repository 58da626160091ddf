import { PUT_RECORDS_MAX, PUT_RECORDS_MAX_BYTES, recordBytes } from '#contract'
import type { AnswerOf, ParsedInput, RecordRules, Sendable, StreamArn } from '#contract'
import type { Session } from '../../connections/session.ts'
import type { Sessions } from '../../connections/sessions.ts'
import type { SendNotes, SendStarter } from '../../sends/send-starter.ts'
import type { SendOrder, SendTarget } from '../../sends/send-target.ts'
import type { StreamReader } from '../stream-reader.ts'
import { putBatch } from './put-batch.ts'
import { checkRecord, putRecord } from './put-record.ts'

export interface CallNotes {
  note(facts: { count?: number; requestId?: string | undefined }): void
}

interface PutParts {
  sessions: Sessions
  reader: StreamReader
  starter: SendStarter
}

/** A batch is no transaction: of two records of a key the later may be taken and the earlier not. */
const keyOrder: SendOrder = { by: 'partitionKey', isOneABatch: true }

/** What the stream says of itself; who may only put is held to nothing that Kinesis itself would not refuse. */
export async function streamRules(
  reader: StreamReader,
  session: Session,
  streamArn: StreamArn,
): Promise<RecordRules> {
  try {
    const { maximumRecordBytes, distribution } = await reader.describe(session, streamArn)
    return { maximumRecordBytes, distribution }
  } catch {
    // The put itself says what is wrong with the stream, if anything is.
    return { maximumRecordBytes: PUT_RECORDS_MAX_BYTES, distribution: 'auto' }
  }
}

export function streamTarget(
  session: Session,
  streamArn: StreamArn,
  keepsOrder: boolean,
): SendTarget {
  return {
    to: { streamArn },
    order: keepsOrder ? keyOrder : undefined,
    limits: { entries: PUT_RECORDS_MAX, bytes: PUT_RECORDS_MAX_BYTES, bytesOf: recordBytes },
    send: (packed) => putBatch(session, streamArn, packed),
  }
}

/** Operations that put: input to service to answer, nothing more. */
export function putHandlers({ sessions, reader, starter }: PutParts) {
  return {
    'records.put': async (
      { connectionId, streamArn, confirmation: _, ...record }: ParsedInput<'records.put'>,
      { note }: CallNotes,
    ): Promise<AnswerOf<'records.put'>> => {
      const session = await sessions.open(connectionId, 'kinesis')
      checkRecord(record, await streamRules(reader, session, streamArn))
      const { requestId, ...place } = await putRecord(session, streamArn, record)
      note({ requestId, count: 1 })
      return place
    },
    'records.putMany': async (
      { connectionId, streamArn, what, keepsOrder = false }: ParsedInput<'records.putMany'>,
      notes: SendNotes,
    ): Promise<AnswerOf<'records.putMany'>> => {
      const session = await sessions.open(connectionId, 'kinesis')
      const rules = await streamRules(reader, session, streamArn)
      const check = (record: Sendable, index: number): void => {
        checkRecord(record, rules, index)
      }
      const target = streamTarget(session, streamArn, keepsOrder)
      return starter.start({ session, target, what, check }, notes)
    },
    'records.retryFailed': async (
      { connectionId, streamArn, sendId, which }: ParsedInput<'records.retryFailed'>,
      notes: SendNotes,
    ): Promise<AnswerOf<'records.retryFailed'>> => {
      const session = await sessions.open(connectionId, 'kinesis')
      return starter.again(session, { sendId, which, to: { streamArn } }, notes)
    },
  }
}
