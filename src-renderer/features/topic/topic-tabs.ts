/** The parts of a topic's page, as the address names them. */
export const topicTabs = ['subscriptions', 'filters'] as const
export type TopicTab = (typeof topicTabs)[number]

export function findTopicTab(text: unknown): TopicTab | undefined {
  return topicTabs.find((tab) => tab === text)
}
