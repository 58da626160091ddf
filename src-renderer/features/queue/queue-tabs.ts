/** The parts of a queue's page, as the address names them. */
export const queueTabs = [
  'messages',
  'scan',
  'send',
  'redrive',
  'attributes',
  'policy',
  'tags',
  'dead-letters',
] as const
export type QueueTab = (typeof queueTabs)[number]

export function findQueueTab(text: unknown): QueueTab | undefined {
  return queueTabs.find((tab) => tab === text)
}
