/** The parts of a topic's page, as the address names them. */
// One a line: each part joins by itself.
// prettier-ignore
export const topicTabs = [
  'subscriptions',
  'publish',
  'tap',
  'trace',
  'filters',
  'attributes',
  'policy',
  'tags',
] as const
export type TopicTab = (typeof topicTabs)[number]

export function findTopicTab(text: unknown): TopicTab | undefined {
  return topicTabs.find((tab) => tab === text)
}
