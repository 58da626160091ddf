/** What SNS allows of a message that is published, beyond what a queue's message has in common with it. */
import { z } from './z.ts'
import { findMessageProblems } from './message-limits.ts'
import type { MessageProblem, MessageRules, OutgoingMessage } from './message-limits.ts'

export interface OutgoingAnnouncement extends Omit<OutgoingMessage, 'delaySeconds'> {
  subject?: string | undefined
  /** The body is JSON with a text for each protocol, and `default` for the others. */
  isPerProtocol?: boolean | undefined
}

export type PublishProblemKey = 'subjectInvalid' | 'notPerProtocol' | 'defaultMissing' | 'notText'

/** Up to 100 characters of ASCII, of which the first is no space and none is a line break ([sdk] Publish `Subject`). */
const SUBJECT = /^[!-~][ -~]{0,99}$/
export const SUBJECT_MAX = 100
/** `PublishBatch`: so many messages, and so many bytes together. */
export const PUBLISH_BATCH_MAX = 10
/** What every topic takes together; one that was set to more takes a larger message alone ([sdk] PublishBatch). */
export const PUBLISH_BATCH_BYTES = 262_144

/** A problem of SNS's own, or one that a queue's message could have as well. */
export type PublishProblem =
  | MessageProblem
  | { field: 'subject' | 'structure'; key: PublishProblemKey; params: Record<string, string> }

const objectSchema = z.record(z.string(), z.unknown())
const payloadsSchema = z.record(z.string(), z.string())

function findObject(text: string): Record<string, unknown> | undefined {
  try {
    return objectSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // no JSON at all
  }
}

/** The text of each protocol; undefined where the body is none of that. */
export function findPayloads(body: string): Readonly<Record<string, string>> | undefined {
  return payloadsSchema.safeParse(findObject(body)).data
}

function checkStructure({ body, isPerProtocol }: OutgoingAnnouncement): PublishProblem[] {
  if (isPerProtocol !== true || body === '') return []
  const problem = (key: PublishProblemKey): PublishProblem[] => [
    { field: 'structure', key, params: {} },
  ]
  if (findObject(body) === undefined) return problem('notPerProtocol')
  const payloads = findPayloads(body)
  if (payloads === undefined) return problem('notText')
  return payloads['default'] === undefined ? problem('defaultMissing') : []
}

function checkSubject({ subject = '' }: OutgoingAnnouncement): PublishProblem[] {
  if (subject === '' || SUBJECT.test(subject)) return []
  return [{ field: 'subject', key: 'subjectInvalid', params: { max: String(SUBJECT_MAX) } }]
}

/** Everything SNS would refuse about one message, found before it is asked. */
export function findPublishProblems(
  announcement: OutgoingAnnouncement,
  rules: MessageRules,
): PublishProblem[] {
  return [
    ...checkSubject(announcement),
    ...checkStructure(announcement),
    ...findMessageProblems(announcement, rules),
  ]
}
