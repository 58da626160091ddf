import { findPublishProblems } from '#contract'
import type { FilteredMessage, MessageRules, PublishProblem } from '#contract'
import { toAttribute } from '../../../parts/draft-attribute.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { toAnnouncement } from '../../../parts/send-draft.ts'
import type { SendDraft } from '../../../parts/send-draft.ts'

interface KnownRules extends Pick<TopicFacts, 'type' | 'maximumMessageBytes'> {
  contentBased: boolean | undefined
}

export function rulesOf({ type, maximumMessageBytes, contentBased }: KnownRules): MessageRules {
  return {
    type,
    maximumMessageBytes,
    // Not known: then an empty deduplication id is for SNS to judge.
    contentBasedDeduplication: contentBased,
  }
}

type TopicProblem = Extract<PublishProblem, { field: 'subject' | 'structure' }>

function isOfTopic(problem: PublishProblem): problem is TopicProblem {
  return problem.field === 'subject' || problem.field === 'structure'
}

/** The rules as far as the page knows them. */
export function rulesOfFacts(facts: TopicFacts): MessageRules {
  return rulesOf({ ...facts, contentBased: facts.detail?.contentBasedDeduplication })
}

/** What only topics refuse; the rest the form knows by itself. */
export function findTopicProblem(draft: SendDraft, rules: MessageRules): TopicProblem | undefined {
  return findPublishProblems(toAnnouncement(draft, rules), rules).find(isOfTopic)
}

/** What a filter sees of the draft. Own keys only: an attribute may be called `__proto__`. */
export function toFiltered(draft: SendDraft): FilteredMessage {
  const named = draft.attributes.filter(({ name }) => name !== '').map(toAttribute)
  const attributes = named.map(({ name, dataType, value }) => ({ name, type: dataType, value }))
  return { body: draft.body, attributes }
}
