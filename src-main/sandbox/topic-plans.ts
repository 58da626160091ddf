export interface SubscriptionPlan {
  /** Of a queue of the sandbox. */
  readonly queue: string
  readonly attributes: Readonly<Record<string, string>>
}

export interface TopicPlan {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  readonly subscriptions: readonly SubscriptionPlan[]
}

const shop = { team: 'shop', sandbox: 'weir' }

/** Every topic of the sandbox: one that three services filter, one in order, one that nobody hears. */
export const topicPlans: readonly TopicPlan[] = [
  {
    name: 'order-events',
    attributes: { DisplayName: 'Orders' },
    tags: shop,
    subscriptions: [
      {
        queue: 'billing',
        attributes: { FilterPolicy: JSON.stringify({ event: ['order-paid', 'order-refunded'] }) },
      },
      {
        queue: 'shipping',
        attributes: {
          FilterPolicyScope: 'MessageBody',
          FilterPolicy: JSON.stringify({
            event: ['order-paid'],
            order: { weightGrams: [{ numeric: ['<=', 20_000] }] },
          }),
        },
      },
      { queue: 'analytics', attributes: { RawMessageDelivery: 'true' } },
    ],
  },
  {
    name: 'price-changes.fifo',
    attributes: { FifoTopic: 'true', ContentBasedDeduplication: 'true' },
    tags: shop,
    subscriptions: [{ queue: 'price-changes-shop.fifo', attributes: {} }],
  },
  {
    name: 'stock-alerts',
    attributes: {},
    tags: { team: 'back-office', sandbox: 'weir' },
    subscriptions: [],
  },
]
