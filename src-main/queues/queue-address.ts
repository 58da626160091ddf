import { queueUrlSchema, isAws } from '#contract'
import type { QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { getQueueUrl } from './queue-url.ts'

const arnPattern = /^arn:(aws[a-z-]*):sqs:([a-z0-9-]+):(\d{12}):([^:/\s]+)$/
/** `sqs.eu-west-1.amazonaws.com` and the older `eu-west-1.queue.amazonaws.com`; China ends in `.cn`. */
const awsHost = /^(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?$/

interface QueueArnParts {
  partition: string
  region: string
  account: string
  name: string
}

function findArnParts(address: string): QueueArnParts | undefined {
  const [, partition, region, account, name] = arnPattern.exec(address) ?? []
  if (partition === undefined || region === undefined) return undefined
  return account === undefined || name === undefined
    ? undefined
    : { partition, region, account, name }
}

function refuse(reason: string, params: Record<string, string>): AppError {
  return new AppError('invalid-input', `the address of a queue: ${reason}`, {
    params: { field: 'address', reason, ...params },
  })
}

/** Calls go to the connection's own region; a queue of another would be said not to exist. */
function assertRegion(session: Session, region: string | undefined): void {
  const own = session.connection.region
  if (region === undefined || region === own) return
  throw refuse('other-region', { region, connectionRegion: own })
}

function awsUrl({ partition, region, account, name }: QueueArnParts): QueueUrl {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return queueUrlSchema.parse(`https://sqs.${region}.${suffix}/${account}/${name}`)
}

function checkedUrl(session: Session, address: string): QueueUrl {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isUrl = url !== undefined && /^https?:$/.test(url.protocol)
  // Credentials, a query or a fragment are no part of any queue's URL; a name stands at its end.
  const isPlain = isUrl && url.username === '' && url.search === '' && url.hash === ''
  if (!isPlain || !/[^/]$/.test(url.pathname)) throw refuse('queue-address', { address })
  const [, region, olderRegion] = awsHost.exec(url.hostname) ?? []
  if (isAws(session.connection.target)) assertRegion(session, region ?? olderRegion)
  return queueUrlSchema.parse(address)
}

/**
 * The URL of the queue that a user named by URL or ARN. @throws invalid-input (`queue-address`, `other-region`)
 */
export async function resolveQueueAddress(session: Session, address: string): Promise<QueueUrl> {
  const arn = findArnParts(address)
  if (arn === undefined) return checkedUrl(session, address)
  // Emulators write URLs in ways of their own, so they are asked.
  if (!isAws(session.connection.target)) return getQueueUrl(session, arn)
  assertRegion(session, arn.region)
  return awsUrl(arn)
}
