import { isAws, streamArnSchema } from '#contract'
import type { Stream } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { toStream } from './stream-mapping.ts'

const arnPattern = /^arn:aws[a-z-]*:kinesis:([a-z0-9-]+):\d{12}:stream\/[\w.-]{1,128}$/

function refuse(reason: string, params: Record<string, string>): AppError {
  return new AppError('invalid-input', `the address of a stream: ${reason}`, {
    params: { field: 'address', reason, ...params },
  })
}

/** The stream that a user named by ARN. @throws invalid-input (`stream-address`, `other-region`) */
export function resolveStreamAddress(session: Session, address: string): Stream {
  const [arn, region] = arnPattern.exec(address) ?? []
  if (arn === undefined || region === undefined) throw refuse('stream-address', { address })
  const own = session.connection.region
  // Calls go to the connection's own region; a stream of another would be said not to exist.
  if (isAws(session.connection.target) && region !== own) {
    throw refuse('other-region', { region, connectionRegion: own })
  }
  return toStream(streamArnSchema.parse(arn))
}
