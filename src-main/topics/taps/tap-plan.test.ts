import { describe, expect, it } from 'vitest'
import { connectionSchema, tapIdSchema, topicArnSchema } from '#contract'
import { Session } from '../../connections/session.ts'
import { createSteppedClock } from '../../testing/stepped-clock.ts'
import { newTapId, tapPolicy, tapQueueName } from './tap-names.ts'
import { planTap, undoLines } from './tap-plan.ts'
import { subscriptionAttributes } from './tap-subscriptions.ts'
import { findTapTags, toTags } from './tap-tags.ts'

const tapId = tapIdSchema.parse('k3v9x0q2m7ab')
const topicArn = topicArnSchema.parse('arn:aws:sns:eu-west-1:123456789012:order-events')

/** A session that calls nobody: where it leads and who it is. */
function sessionOf(more: { region?: string; account?: string } = {}): Session {
  const { region = 'eu-west-1', account } = more
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'prod',
    region,
    target: { kind: 'profile', profile: 'it’s prod' },
    environment: 'production',
    guard: 'open',
  })
  const session = new Session(connection, {
    clock: createSteppedClock(),
    findSandboxEndpoint: () => undefined,
    sandboxStarted: () => Promise.resolve(),
  })
  if (account !== undefined) session.identity = { account, arn: '', source: 'profile' }
  return session
}

function blockers(session: Session, attributes: Record<string, string> = {}, isTapped = false) {
  const wish = { session, topicArn, tapId, delivery: 'raw' as const, fromMs: undefined }
  return planTap(wish, { attributes, isTapped, owner: 'me@here', nowMs: 0 }).blockers
}

describe('the name of a tap’s queue', () => {
  it.each([
    ['arn:aws:sns:eu-west-1:123456789012:order-events', 'weir-tap-order-events-k3v9x0q2m7ab'],
    ['arn:aws:sns:eu-west-1:123456789012:prices.fifo', 'weir-tap-prices-k3v9x0q2m7ab.fifo'],
    [
      `arn:aws:sns:eu-west-1:123456789012:${'x'.repeat(250)}.fifo`,
      `weir-tap-${'x'.repeat(40)}-k3v9x0q2m7ab.fifo`,
    ],
  ])('of %s is one that SQS takes', (arn, name) => {
    expect(tapQueueName(topicArnSchema.parse(arn), tapId)).toBe(name)
    expect(name.length).toBeLessThanOrEqual(80)
  })

  it('has an id of its own', () => {
    const ids = new Set(Array.from({ length: 1000 }, () => newTapId(Math.random)))
    expect(ids.size).toBe(1000)
  })
})

describe('a plan', () => {
  it('forbids what cannot be tapped, each with its reason', () => {
    expect(blockers(sessionOf({ account: '123456789012' }))).toEqual([])
    expect(blockers(sessionOf())).toEqual([])
    expect(blockers(sessionOf({ account: '999999999999' }))).toEqual(['other-account'])
    expect(blockers(sessionOf({ region: 'us-east-1' }))).toEqual(['other-region'])
    expect(blockers(sessionOf(), { KmsMasterKeyId: 'alias/aws/sns' })).toEqual(['encrypted'])
    expect(blockers(sessionOf(), { KmsMasterKeyId: '' }, true)).toEqual(['tapped'])
  })

  it('says how to undo it, whatever of it was made', () => {
    const lines = undoLines({ session: sessionOf(), topicArn }, 'weir-tap-x-k3v9x0q2m7ab')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^aws sns unsubscribe .*--subscription-arn "\$\(aws sns list-sub/)
    expect(lines[0]).toContain('arn:aws:sqs:eu-west-1:123456789012:weir-tap-x-k3v9x0q2m7ab')
    expect(lines[1]).toMatch(/^aws sqs delete-queue .*--queue-url "\$\(aws sqs get-queue-url/)
    expect(lines[1]).toContain('--region eu-west-1')
  })

  it('lets only the topic send to the queue', () => {
    const policy: unknown = JSON.parse(tapPolicy(topicArn, 'arn:aws:sqs:eu-west-1:123456789012:q'))
    expect(policy).toMatchObject({
      Statement: [{ Condition: { ArnEquals: { 'aws:SourceArn': topicArn } } }],
    })
  })
})

describe('the subscription of a tap', () => {
  it('has no filter, and begins in the past only where that is wanted', () => {
    expect(subscriptionAttributes({ delivery: 'enveloped', fromMs: undefined })).toEqual({})
    const fromMs = Date.parse('2026-11-22T00:00:00Z')
    expect(subscriptionAttributes({ delivery: 'raw', fromMs })).toEqual({
      RawMessageDelivery: 'true',
      ReplayPolicy: '{"PointType":"Timestamp","StartingPoint":"2026-11-22T00:00:00.000Z"}',
    })
  })
})

describe('tags', () => {
  it('are understood again', () => {
    const tags = { owner: 'me@here', expiresAtMs: 1_763_800_000_000, topicArn }
    expect(findTapTags(toTags(tags))).toEqual(tags)
  })

  it('hold only what AWS takes', () => {
    const { 'weir:owner': owner } = toTags({
      owner: `me<script>@${'x'.repeat(400)}`,
      expiresAtMs: 0,
      topicArn: undefined,
    })
    expect(owner).toMatch(/^me-script-@x+$/)
    expect(owner).toHaveLength(256)
  })

  it.each([
    [{}],
    [{ 'weir:owner': 'me' }],
    [{ 'weir:owner': 'me', 'weir:expires': 'soon' }],
    [{ 'weir:expires': '2026-11-22T00:00:00Z' }],
  ])('of %j are not a tap’s', (tags) => {
    expect(findTapTags(tags)).toBeUndefined()
  })
})
