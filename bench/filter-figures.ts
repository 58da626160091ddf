import { decide } from '../src-main/filters/decide.ts'
import type { FilterMessage } from '../src-main/filters/filter-message.ts'
import type { FilterPolicy } from '../src-main/filters/filter-policy.ts'
import { parsePolicy } from '../src-main/filters/parse-policy.ts'
import type { Figure } from './figure.ts'
import { interleaved } from './interleaved.ts'

const pairs = 9
const bodyBytes = 1_000
/** So many different messages, again and again: one alone would be an easy guess for the processor. */
const messageCount = 200
const bodyRounds = 200
const attributeRounds = 5_000
const wantedPerSecond = 1_000_000

function messageOf(index: number): FilterMessage {
  const order = { weightGrams: (index * 37) % 25_000, country: ['DE', 'KR', 'US'][index % 3] }
  const event = ['order-paid', 'order-placed', 'order-refunded'][index % 3] ?? ''
  const lines: object[] = []
  const bare = { event, order, priority: index % 5, lines }
  while (JSON.stringify(bare).length < bodyBytes) {
    lines.push({ sku: `ware-${String(lines.length)}`, title: 'Jasmine tea', count: 2 })
  }
  return {
    body: JSON.stringify(bare),
    attributes: {
      event: { type: 'String', value: event },
      total: { type: 'Number', value: String(index % 300) },
      source: { type: 'String', value: `shop-${String(index % 7)}` },
    },
  }
}

function policyOf(policy: object, scope: FilterPolicy['scope']): FilterPolicy {
  const parsed = parsePolicy(JSON.stringify(policy), scope)
  if (parsed.policy === undefined) throw new Error('SNS would refuse the policy of the bench')
  return parsed.policy
}

const messages = Array.from({ length: messageCount }, (_, index) => messageOf(index))
const byBody = policyOf(
  {
    event: ['order-paid', 'order-refunded'],
    order: { weightGrams: [{ numeric: ['<=', 20_000] }] },
    priority: [{ 'anything-but': [4] }],
  },
  'MessageBody',
)
const byAttributes = policyOf(
  {
    event: ['order-paid', 'order-refunded'],
    total: [{ numeric: ['>', 10, '<=', 250] }],
    source: [{ prefix: 'shop-' }],
  },
  'MessageAttributes',
)

/** Milliseconds of `work` over every message, `rounds` times. What it gives is counted, so that none of it is left out. */
function timed(rounds: number, work: (message: FilterMessage) => boolean): number {
  let passed = 0
  const startedAt = performance.now()
  for (let round = 0; round < rounds; round++) {
    for (const message of messages) if (work(message)) passed += 1
  }
  const tookMs = performance.now() - startedAt
  if (passed === 0) throw new Error('nothing passed')
  return tookMs
}

const calls = bodyRounds * messageCount

export const decideFigure: Figure = {
  suite: 'filters',
  name: 'decide',
  unit: 'µs',
  budget: 1.3,
  compares: `one decision by body, three keys, bodies of ${String(bodyBytes)} bytes, parsing included; JSON.parse of the same`,
  measure: () =>
    interleaved(pairs, {
      value: () =>
        Promise.resolve((timed(bodyRounds, (message) => decide(byBody, message)) * 1000) / calls),
      baseline: () =>
        Promise.resolve(
          (timed(bodyRounds, ({ body }) => JSON.parse(body) !== undefined) * 1000) / calls,
        ),
    }),
}

export const attributesFigure: Figure = {
  suite: 'filters',
  name: 'attributes',
  unit: '/s',
  budget: 1,
  isLeast: true,
  compares: 'decisions a second by three attributes; a million',
  measure: () =>
    interleaved(pairs, {
      value: () => {
        const tookMs = timed(attributeRounds, (message) => decide(byAttributes, message))
        return Promise.resolve((attributeRounds * messageCount * 1000) / tookMs)
      },
      baseline: () => Promise.resolve(wantedPerSecond),
    }),
}
