import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import type { QueueAttributeName } from '@aws-sdk/client-sqs'
import { attributeRules, editableAttributes, findCombinationProblem } from '#contract'
import type { EditableAttribute, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { isSameJson } from '../lib/same-json.ts'
import type { QueueReader } from './queue-reader.ts'
import { sqsClient, sqsFacts } from './sqs.ts'

type Values = Partial<Record<EditableAttribute, string | undefined>>
type Attributes = Partial<Record<string, string>>

export interface AttributeParts {
  session: Session
  reader: QueueReader
  clock: Clock
}

export interface AttributeChange {
  queueUrl: QueueUrl
  changes: Values
  expected: Values
  /** A shorter retention deletes messages: it comes under a name of its own, with its own confirmation. */
  mayShortenRetention: boolean
}

/** Reads after a change: nearly always the first says it, and AWS's minute is not waited for. */
const READ_BACKS = 3
const READ_BACK_PAUSE_MS = 400

function changedNames(changes: Values): EditableAttribute[] {
  return editableAttributes.filter((name) => changes[name] !== undefined)
}

/** What the attribute is, or what SQS does where the answer leaves it out. */
function valueOf(attributes: Attributes, name: EditableAttribute): string {
  return attributes[name] ?? attributeRules[name].standard
}

function checkUnchanged({ changes, expected }: AttributeChange, current: Attributes): void {
  for (const name of changedNames(changes)) {
    const [found, wanted] = [valueOf(current, name), expected[name]]
    if (wanted === undefined || sameText(name, found, wanted)) continue
    throw new AppError('conflict', `${name} changed meanwhile`, {
      params: { reason: 'changed-meanwhile', attribute: name, found: found.slice(0, 500) },
    })
  }
}

function refuse(reason: string, attribute: EditableAttribute): AppError {
  return new AppError('invalid-input', `${attribute}: ${reason}`, { params: { reason, attribute } })
}

function checkShortening({ changes, mayShortenRetention }: AttributeChange, current: Attributes) {
  const retention = changes.MessageRetentionPeriod
  if (retention === undefined || mayShortenRetention) return
  if (Number(retention) < Number(valueOf(current, 'MessageRetentionPeriod')))
    throw refuse('shortens-retention', 'MessageRetentionPeriod')
}

function checkAllowed({ changes }: AttributeChange, current: Attributes): void {
  const isFifo = current['FifoQueue'] === 'true'
  for (const name of changedNames(changes))
    if (attributeRules[name].on === 'fifo' && !isFifo) throw refuse('only-on-fifo', name)
  const after = Object.fromEntries(
    editableAttributes.map((name) => [name, changes[name] ?? valueOf(current, name)]),
  )
  const problem = findCombinationProblem(after)
  if (problem === 'two-encryptions') throw refuse(problem, 'SqsManagedSseEnabled')
  if (problem === 'needs-group-scope') throw refuse(problem, 'FifoThroughputLimit')
}

function sameText(name: EditableAttribute, left: string, right: string): boolean {
  return left === right || (attributeRules[name].kind === 'json' && isSameJson(left, right))
}

/** Sends attributes as they are. @throws what SQS answered; `effectUnknown` when it did not */
export async function sendAttributes(
  session: Session,
  queueUrl: QueueUrl,
  attributes: Partial<Record<QueueAttributeName, string>>,
): Promise<string | undefined> {
  const command = new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: attributes })
  const client = sqsClient(session, 'change')
  const answer = await session.call(sqsFacts('SetQueueAttributes', 'change'), () =>
    client.send(command),
  )
  return answer.$metadata.requestId
}

/** Reads until `isDone`, a few times at most. False also when it cannot be read: the change was answered all the same. */
export async function readBack(
  { session, reader, clock }: AttributeParts,
  queueUrl: QueueUrl,
  isDone: (attributes: Attributes) => boolean,
): Promise<boolean> {
  for (let reads = 1; reads <= READ_BACKS; reads += 1) {
    const attributes = await reader
      .readAttributes(session, queueUrl, ['All'])
      // Denied reading must not turn a change that was made into one that failed.
      .catch(() => undefined)
    if (attributes === undefined) return false
    if (isDone(attributes)) return true
    if (reads < READ_BACKS) await clock.sleep(READ_BACK_PAUSE_MS)
  }
  return false
}

function pendingOf(changes: Values, attributes: Attributes): EditableAttribute[] {
  return changedNames(changes).filter(
    (name) => !sameText(name, valueOf(attributes, name), changes[name] ?? ''),
  )
}

/**
 * Sets what was changed and nothing else, after reading that it still is what the user saw. Values were checked
 * against the table of limits when the input was parsed. @throws conflict, invalid-input before anything is sent
 */
export async function setAttributes(parts: AttributeParts, change: AttributeChange) {
  const { session, reader } = parts
  const { queueUrl, changes } = change
  const names = changedNames(changes)
  const current = await reader.readAttributes(session, queueUrl, ['All'])
  checkUnchanged(change, current)
  checkShortening(change, current)
  checkAllowed(change, current)
  if (names.length === 0) return { requestId: undefined, pending: [] }
  const attributes = Object.fromEntries(names.map((name) => [name, changes[name] ?? '']))
  const requestId = await sendAttributes(session, queueUrl, attributes)
  let pending = names
  await readBack(parts, queueUrl, (found) => {
    pending = pendingOf(changes, found)
    return pending.length === 0
  })
  return { requestId, pending }
}
