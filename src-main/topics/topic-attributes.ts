import { SetTopicAttributesCommand } from '@aws-sdk/client-sns'
import {
  editableTopicAttributes,
  isForTopicType,
  shortensArchive,
  topicAttributeRules,
} from '#contract'
import type { EditableTopicAttribute, ParsedInput, TopicArn } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { isSameJson } from '../lib/same-json.ts'
import { checkUnchanged, setInTurn } from './set-in-turn.ts'
import { snsClient, snsFacts } from './sns.ts'
import { toTopic } from './topic-mapping.ts'
import type { TopicReader } from './topic-reader.ts'

type Attributes = Readonly<Record<string, string>>
type Change = Pick<ParsedInput<'topics.setAttributes'>, 'topicArn' | 'changes' | 'expected'> & {
  mayShortenArchive: boolean
}

/** What the attribute is, or what SNS does where the answer leaves it out. */
function valueOf(attributes: Attributes, name: EditableTopicAttribute): string {
  return attributes[name] ?? topicAttributeRules[name].standard
}

function checkType(topicArn: TopicArn, names: readonly EditableTopicAttribute[]): void {
  const { type } = toTopic(topicArn)
  const attribute = names.find((name) => !isForTopicType(name, type))
  if (attribute === undefined) return
  const reason = type === 'fifo' ? 'only-on-standard' : 'only-on-fifo'
  throw new AppError('invalid-input', `${attribute}: ${reason}`, { params: { reason, attribute } })
}

/** What goes with a shorter archive cannot be fetched again, so that has an operation of its own. */
function checkArchive({ changes, mayShortenArchive }: Change, current: Attributes): void {
  const attribute = 'ArchivePolicy'
  const wanted = changes[attribute]
  if (wanted === undefined || mayShortenArchive) return
  if (!shortensArchive(valueOf(current, attribute), wanted)) return
  const reason = 'shortens-archive'
  throw new AppError('invalid-input', `${attribute}: ${reason}`, { params: { reason, attribute } })
}

/** `{}` is how an archive is ended; the others are taken away by an empty text ([sdk] SetTopicAttributes). */
function toValue(name: EditableTopicAttribute, value: string): string {
  return name === 'ArchivePolicy' && value === '' ? '{}' : value
}

async function sendAttribute(
  session: Session,
  topicArn: TopicArn,
  [name, value]: [EditableTopicAttribute, string],
): Promise<string | undefined> {
  const command = new SetTopicAttributesCommand({
    TopicArn: topicArn,
    AttributeName: name,
    AttributeValue: toValue(name, value),
  })
  const client = snsClient(session, 'change')
  const answer = await session.call(snsFacts('SetTopicAttributes', 'change'), () =>
    client.send(command),
  )
  return answer.$metadata.requestId
}

/**
 * Sends what was changed and nothing else, after reading that it still is what the user saw, and reads it back once.
 * @throws conflict, invalid-input before anything is sent
 */
export async function setTopicAttributes(
  { session, reader }: { session: Session; reader: TopicReader },
  change: Change,
) {
  const { topicArn, changes, expected } = change
  const names = editableTopicAttributes.filter((name) => changes[name] !== undefined)
  checkType(topicArn, names)
  const current = await reader.readAttributes(session, topicArn)
  for (const name of names) {
    checkUnchanged(name, { found: valueOf(current, name), expected: expected[name] })
  }
  checkArchive(change, current)
  const done = await setInTurn(names, (name) =>
    sendAttribute(session, topicArn, [name, changes[name] ?? '']),
  )
  // Denied reading must not turn a change that was made into one that failed.
  const after = await reader.readAttributes(session, topicArn).catch(() => undefined)
  const isHeld = (name: EditableTopicAttribute): boolean =>
    after !== undefined && isSameJson(valueOf(after, name), toValue(name, changes[name] ?? ''))
  return { ...done, pending: done.set.filter((name) => !isHeld(name)) }
}
