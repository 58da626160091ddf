import type { KinesisClient } from '@aws-sdk/client-kinesis'
import type { StreamArn, StreamDetail } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError } from '../../lib/app-error.ts'
import { kinesisClient, kinesisFacts } from '../kinesis.ts'
import type { StreamReader } from '../stream-reader.ts'

/** A stream that is to be changed. */
export interface ChangeParts {
  session: Session
  reader: StreamReader
  streamArn: StreamArn
}

type Answer = { $metadata: { requestId?: string | undefined } }

/** Makes one call that changes something, once. Gives its request id. */
export async function changeOnce(
  session: Session,
  action: string,
  run: (client: KinesisClient) => Promise<Answer>,
): Promise<string | undefined> {
  const client = kinesisClient(session, 'change')
  const answer = await session.call(kinesisFacts(action, 'change'), () => run(client))
  return answer.$metadata.requestId
}

export function refuse(reason: string, params: Record<string, string | number> = {}): AppError {
  return new AppError('conflict', reason, { params: { reason, ...params } })
}

/** @throws conflict `stream-busy` while Kinesis still works at an earlier change */
export async function describeIdle(parts: ChangeParts): Promise<StreamDetail> {
  const detail = await parts.reader.describe(parts.session, parts.streamArn)
  if (detail.status !== 'ACTIVE') throw refuse('stream-busy', { status: detail.status })
  return detail
}
