import type { FilterScope } from '#contract'
import { recallLab, takePolicy } from '../../../parts/filter-lab/lab-memory.ts'
import type { LabDraft } from '../../../parts/filter-lab/lab-message.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { endpointName } from './use-filters.ts'

/** A subscription's filter, to be tried in the lab. */
export interface TriedFilter {
  subscriptionArn: string
  endpoint: string
  policy: string
  scope: FilterScope
  /** What it is tried on; without it the lab keeps the message that it has. */
  message?: LabDraft
}

/** Shows a filter in the topic's lab. */
export type OpenInLab = (filter: TriedFilter) => void

/** Puts the filter into the lab; the page then shows it. */
export function putIntoLab({ connection, topicArn }: TopicFacts, filter: TriedFilter): void {
  const { subscriptionArn: arn, endpoint, policy, scope, message } = filter
  const memory = recallLab(connection.id, topicArn)
  takePolicy(memory, { arn, name: endpointName(endpoint), policy, scope })
  if (message !== undefined) {
    memory.draft.set({ body: message.body, attributes: message.attributes })
  }
  memory.mode.set('one')
}
