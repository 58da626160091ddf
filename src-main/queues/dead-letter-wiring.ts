import { queueArnSchema } from '#contract'
import type { QueueUrl, WiringCheck } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { readBack, sendAttributes } from './queue-attributes.ts'
import type { AttributeParts } from './queue-attributes.ts'
import { findRedrivePolicy } from './queue-mapping.ts'
import { wiringProblems } from './wiring-rules.ts'

type Attributes = Partial<Record<string, string>>

export interface RedriveChange {
  queueUrl: QueueUrl
  redrive?: { deadLetterUrl: QueueUrl; maxReceiveCount: number } | undefined
  /** The redrive policy as the user saw it; empty for none. */
  expected: string
}

function checkOf(source: Attributes, deadLetter: Attributes): WiringCheck {
  const ends = [source, deadLetter].map((attributes) => ({
    arn: attributes['QueueArn'] ?? '',
    allowPolicy: attributes['RedriveAllowPolicy'],
  }))
  const [from = { arn: '' }, to = { arn: '' }] = ends
  return {
    deadLetterArn: queueArnSchema.parse(to.arn),
    problems: wiringProblems(from, to),
    retentionSeconds: Number(source['MessageRetentionPeriod'] ?? 0),
    deadLetterRetentionSeconds: Number(deadLetter['MessageRetentionPeriod'] ?? 0),
  }
}

/** Reads both queues. @throws not-found when either does not exist */
export async function checkWiring(
  { session, reader }: AttributeParts,
  queueUrl: QueueUrl,
  deadLetterUrl: QueueUrl,
): Promise<WiringCheck> {
  const [source, deadLetter] = await Promise.all([
    reader.readAttributes(session, queueUrl, ['All']),
    reader.readAttributes(session, deadLetterUrl, ['All']),
  ])
  return checkOf(source, deadLetter)
}

async function policyFor(parts: AttributeParts, change: RedriveChange): Promise<string> {
  const { queueUrl, redrive } = change
  if (redrive === undefined) return ''
  const { deadLetterArn, problems } = await checkWiring(parts, queueUrl, redrive.deadLetterUrl)
  const [reason] = problems
  if (reason !== undefined)
    throw new AppError('invalid-input', `dead-letter queue: ${reason}`, { params: { reason } })
  return JSON.stringify({
    deadLetterTargetArn: deadLetterArn,
    maxReceiveCount: redrive.maxReceiveCount,
  })
}

function samePolicy(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => findRedrivePolicy({ RedrivePolicy: text }))
  return (
    a?.deadLetterTargetArn === b?.deadLetterTargetArn && a?.maxReceiveCount === b?.maxReceiveCount
  )
}

/**
 * Sets or removes the redrive policy, once, after checking both queues and that the policy still is what the user
 * saw. @throws conflict, invalid-input with the reason, not-found; nothing is sent then
 */
export async function setRedrive(parts: AttributeParts, change: RedriveChange) {
  const { session, reader } = parts
  const { queueUrl, expected } = change
  const policy = await policyFor(parts, change)
  // The ARN as well: a question about attributes that are all unset has no answer at all.
  const current = await reader.readAttributes(session, queueUrl, ['QueueArn', 'RedrivePolicy'])
  const found = current['RedrivePolicy'] ?? ''
  if (!samePolicy(found, expected))
    throw new AppError('conflict', 'RedrivePolicy changed meanwhile', {
      params: {
        reason: 'changed-meanwhile',
        attribute: 'RedrivePolicy',
        found: found.slice(0, 500),
      },
    })
  const requestId = await sendAttributes(session, queueUrl, { RedrivePolicy: policy })
  const isDone = await readBack(parts, queueUrl, (attributes) => {
    reader.redrives.note(session, queueUrl, attributes)
    return samePolicy(attributes['RedrivePolicy'] ?? '', policy)
  })
  return { requestId, isPending: !isDone }
}
