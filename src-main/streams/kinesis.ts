import { KinesisClient } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { isAws } from '#contract'
import type { StreamArn } from '#contract'
import { watchRequests } from '../connections/request-watch.ts'
import type { CallPurpose, Session } from '../connections/session.ts'
import { kinesisErrors } from './kinesis-errors.ts'
import { streamNameOf } from './stream-mapping.ts'

/**
 * The Kinesis client of a session: one that may retry for reads, one that never does for polls and changes. Over
 * HTTP/1.1 everywhere (ADR 0014): the SDK's own HTTP/2 handler fails on plain http, and knows neither proxy nor CA file.
 */
export function kinesisClient(session: Session, purpose: CallPurpose): KinesisClient {
  return session.client('kinesis', purpose, ({ requestHandler, ...settings }) =>
    watchRequests(
      new KinesisClient({ ...settings, requestHandler: new NodeHttpHandler(requestHandler) }),
      'kinesis',
      session,
    ),
  )
}

/** Facts of a Kinesis call for its error. */
export function kinesisFacts(action: string, purpose: CallPurpose) {
  const iamAction = `kinesis:${action}`
  return { action, iamAction, changes: purpose === 'change', table: kinesisErrors }
}

/** How a call names its stream. By ARN, which works over accounts; some emulators know names only. */
export function streamParams(session: Session, streamArn: StreamArn) {
  if (isAws(session.connection.target)) return { StreamARN: streamArn }
  return { StreamARN: streamArn, StreamName: streamNameOf(streamArn) }
}
