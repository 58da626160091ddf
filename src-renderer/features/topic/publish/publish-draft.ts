import { findPublishProblems } from '#contract'
import type { Announcement, FilteredMessage, MessageRules, PublishProblem } from '#contract'
import { toAttribute } from '../../../parts/draft-attribute.ts'
import type { TopicFacts } from '../topic-facts.ts'
import type { PublishDraft } from '../topic-memory.ts'

export function rulesOf({ type, maximumMessageBytes, detail }: TopicFacts): MessageRules {
  return {
    type,
    maximumMessageBytes,
    // Not known: then an empty deduplication id is for SNS to judge.
    contentBasedDeduplication: detail?.contentBasedDeduplication,
  }
}

/** The draft as an input: without what does not belong to this type of topic, even if it was typed. */
export function toAnnouncement(draft: PublishDraft, { type }: MessageRules): Announcement {
  const { body, subject, isPerProtocol, attributes, groupId, deduplicationId } = draft
  return {
    body,
    ...(subject === '' ? {} : { subject }),
    ...(isPerProtocol ? { isPerProtocol } : {}),
    ...(attributes.length === 0 ? {} : { attributes: attributes.map(toAttribute) }),
    ...(type === 'fifo' ? { groupId } : {}),
    ...(type === 'fifo' && deduplicationId !== '' ? { deduplicationId } : {}),
  }
}

type TopicProblem = Extract<PublishProblem, { field: 'subject' | 'structure' }>

function isOfTopic(problem: PublishProblem): problem is TopicProblem {
  return problem.field === 'subject' || problem.field === 'structure'
}

/** What only topics refuse; the rest the form knows by itself. */
export function findTopicProblem(
  draft: PublishDraft,
  rules: MessageRules,
): TopicProblem | undefined {
  return findPublishProblems(toAnnouncement(draft, rules), rules).find(isOfTopic)
}

/** What a filter sees of the draft. Own keys only: an attribute may be called `__proto__`. */
export function toFiltered(draft: PublishDraft): FilteredMessage {
  const named = draft.attributes.filter(({ name }) => name !== '').map(toAttribute)
  const attributes = named.map(({ name, dataType, value }) => ({ name, type: dataType, value }))
  return { body: draft.body, attributes }
}
