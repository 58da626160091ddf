import {
  archivePolicyOf,
  editableTopicAttributes,
  findArchiveText,
  findTopicAttributeProblem,
  isForTopicType,
  shortensArchive,
  topicAttributeRules,
} from '#contract'
import type { EditableTopicAttribute, TopicType } from '#contract'
import type {
  AttributeKind,
  Attributes,
  AttributesDraft,
} from '../../../parts/attributes/attributes-draft.ts'

export type TopicDraft = AttributesDraft<EditableTopicAttribute>

export const topicAttributes: AttributeKind<EditableTopicAttribute> = {
  names: editableTopicAttributes,
  rules: topicAttributeRules,
  findProblem: findTopicAttributeProblem,
}

/** Policies have a page of their own. */
const withOwnPage = new Set<EditableTopicAttribute>(['Policy', 'DeliveryPolicy'])

export function shownAttributes(type: TopicType): EditableTopicAttribute[] {
  return editableTopicAttributes.filter(
    (name) => !withOwnPage.has(name) && isForTopicType(name, type),
  )
}

/** A shorter archive, or none, gives up messages that are in it. */
export function givesUpArchive({ ArchivePolicy: edit }: TopicDraft): boolean {
  return edit !== undefined && shortensArchive(edit.from, edit.value)
}

/** As it was where the days are those that it had: `{}` and nothing both are no archive. */
export function editArchive(from: string, days: string): { from: string; value: string } {
  return { from, value: days === (findArchiveText(from) ?? '') ? from : archivePolicyOf(days) }
}

/** Shown as they are: what SNS says of a topic and what this page does not set. */
const shownElsewhere = new Set<string>([
  ...editableTopicAttributes,
  'EffectiveDeliveryPolicy',
  'FifoTopic',
  'Owner',
  'SubscriptionsConfirmed',
  'SubscriptionsDeleted',
  'SubscriptionsPending',
  'TopicArn',
])

const feedback = /^(.+)(?:Success|Failure)Feedback(?:RoleArn|SampleRate)$/

export interface LoggingAttribute {
  name: string
  value: string
}

/** Where SNS writes what it delivered, and of how many messages; source: SNS API Reference, SetTopicAttributes. */
export function loggingAttributes(attributes: Attributes): LoggingAttribute[] {
  return Object.entries(attributes)
    .filter(([name, value]) => feedback.test(name) && value !== '')
    .map(([name, value]) => ({ name, value }))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** What SNS gave beside all that this page knows. */
export function otherAttributes(attributes: Attributes): LoggingAttribute[] {
  return Object.entries(attributes)
    .filter(([name]) => !shownElsewhere.has(name) && !feedback.test(name))
    .map(([name, value]) => ({ name, value }))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}
