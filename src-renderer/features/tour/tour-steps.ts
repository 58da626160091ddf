/** What the tour shows, in this order; each has words and a place. */
export const tourSteps = ['sandbox', 'look', 'send', 'redrive', 'scenarios'] as const
export type TourStep = (typeof tourSteps)[number]

/** The queue of the sandbox, and its part, at which a step is tried. */
export const queuePlaces = {
  look: { name: 'orders-dlq', tab: 'messages' },
  send: { name: 'playground', tab: 'send' },
  redrive: { name: 'orders-dlq', tab: 'redrive' },
} as const
