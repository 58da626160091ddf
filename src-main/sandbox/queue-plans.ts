import type { Outgoing } from './world-queue.ts'

export interface QueuePlan {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  /** Must stand before this plan in the list. */
  readonly deadLetters?: { readonly name: string; readonly maxReceiveCount: number }
  /** What it holds when it is made. */
  readonly seeds: readonly Outgoing[]
}

function json(count: number, write: (index: number) => unknown): Outgoing[] {
  return Array.from({ length: count }, (_, index) => ({
    body: JSON.stringify(write(index + 1)),
    attributes: { contentType: 'application/json' },
  }))
}

function email(index: number): unknown {
  return { to: `customer${String(index)}@example.com`, template: 'order-shipped', locale: 'en' }
}

/** A policy as AWS asks for it; the emulator delivers without, but Weir would say that messages are lost. */
export function letIn(topic: string): Readonly<Record<string, string>> {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: '*',
    // The one account and region that the emulator has.
    Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:000000000000:${topic}` } },
  }
  return { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }
}

const shop = { team: 'shop', sandbox: 'weir' }
const back = { team: 'back-office', sandbox: 'weir' }

/** Every queue of the sandbox, dead-letter queues before those that use them. */
export const queuePlans: readonly QueuePlan[] = [
  { name: 'orders-dlq', attributes: { MessageRetentionPeriod: '1209600' }, tags: shop, seeds: [] },
  {
    name: 'orders',
    // Short, so that a failed order is tried again while one looks on.
    attributes: { VisibilityTimeout: '5' },
    tags: shop,
    deadLetters: { name: 'orders-dlq', maxReceiveCount: 3 },
    seeds: [],
  },
  {
    name: 'payments.fifo',
    attributes: { FifoQueue: 'true', VisibilityTimeout: '10' },
    tags: { ...shop, pci: 'yes' },
    seeds: [],
  },
  {
    name: 'emails-dlq',
    attributes: { MessageRetentionPeriod: '1209600' },
    tags: back,
    seeds: json(2, (i) => ({ to: `customer${String(i)}@example`, template: 'order-shipped' })),
  },
  {
    name: 'emails',
    attributes: {},
    tags: back,
    deadLetters: { name: 'emails-dlq', maxReceiveCount: 5 },
    seeds: json(24, email),
  },
  {
    name: 'invoices',
    attributes: {},
    tags: back,
    seeds: json(7, (i) => ({ invoice: `i-2026-${String(i)}`, order: `o-${String(900 + i)}` })),
  },
  {
    name: 'video-encode',
    attributes: { VisibilityTimeout: '300' },
    tags: { team: 'media', sandbox: 'weir' },
    seeds: json(3, (i) => ({ video: `v-${String(i)}`, source: `s3://uploads/${String(i)}.mov` })),
  },
  // What the topics deliver to, see topic-plans.ts.
  { name: 'billing', attributes: letIn('order-events'), tags: back, seeds: [] },
  { name: 'shipping', attributes: letIn('order-events'), tags: back, seeds: [] },
  { name: 'analytics', attributes: letIn('order-events'), tags: back, seeds: [] },
  {
    name: 'price-changes-shop.fifo',
    attributes: { FifoQueue: 'true', ...letIn('price-changes.fifo') },
    tags: shop,
    seeds: [],
  },
  {
    name: 'audit-log',
    attributes: {},
    tags: back,
    seeds: json(40, (i) => ({ actor: `user-${String(i % 5)}`, action: 'login', sequence: i })),
  },
  {
    name: 'playground',
    attributes: {},
    tags: { sandbox: 'weir' },
    seeds: [{ body: 'Nobody reads this queue. What you send here stays.' }],
  },
]
