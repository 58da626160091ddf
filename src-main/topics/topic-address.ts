import { isAws } from '#contract'
import type { Topic } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { toTopic } from './topic-mapping.ts'

const arnPattern = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}(?:\.fifo)?$/

function refuse(reason: string, params: Record<string, string>): AppError {
  return new AppError('invalid-input', `the address of a topic: ${reason}`, {
    params: { field: 'address', reason, ...params },
  })
}

/** The topic that a user named by ARN. @throws invalid-input (`topic-address`, `other-region`) */
export function resolveTopicAddress(session: Session, address: string): Topic {
  const [arn, region] = arnPattern.exec(address) ?? []
  if (arn === undefined || region === undefined) throw refuse('topic-address', { address })
  const own = session.connection.region
  // Calls go to the connection's own region; a topic of another would be said not to exist.
  if (isAws(session.connection.target) && region !== own) {
    throw refuse('other-region', { region, connectionRegion: own })
  }
  return toTopic(arn)
}
