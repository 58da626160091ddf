import { describe, expect, it } from 'vitest'
import { connectionSchema } from '#contract'
import type { Target } from '#contract'
import { Session } from '../connections/session.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { resolveQueueAddress } from './queue-address.ts'

function sessionOf(region: string, target: Target = { kind: 'profile', profile: 'prod' }): Session {
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'one',
    target,
    region,
    environment: 'production',
    guard: 'read-only',
  })
  return new Session(connection, {
    clock: createSteppedClock(),
    findSandboxEndpoint: () => undefined,
    sandboxStarted: () => Promise.resolve(),
  })
}

describe('the address of a queue', () => {
  it.each([
    [
      'eu-west-1',
      'arn:aws:sqs:eu-west-1:123456789012:orders',
      'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
    ],
    [
      'cn-north-1',
      'arn:aws-cn:sqs:cn-north-1:123456789012:a.fifo',
      'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/a.fifo',
    ],
    [
      'us-gov-west-1',
      'arn:aws-us-gov:sqs:us-gov-west-1:123456789012:o',
      'https://sqs.us-gov-west-1.amazonaws.com/123456789012/o',
    ],
    [
      'eu-west-1',
      'https://sqs.eu-west-1.amazonaws.com/999999999999/theirs',
      'https://sqs.eu-west-1.amazonaws.com/999999999999/theirs',
    ],
    [
      'eu-west-1',
      'https://eu-west-1.queue.amazonaws.com/123456789012/old',
      'https://eu-west-1.queue.amazonaws.com/123456789012/old',
    ],
  ])('%s: %s is %s', async (region, address, url) => {
    expect(await resolveQueueAddress(sessionOf(region), address)).toBe(url)
  })

  it.each([
    'arn:aws:sqs:us-east-1:123456789012:orders',
    'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
    'https://us-east-1.queue.amazonaws.com/123456789012/orders',
  ])('of another region is refused, with both regions: %s', async (address) => {
    await expect(resolveQueueAddress(sessionOf('eu-west-1'), address)).rejects.toMatchObject({
      code: 'invalid-input',
      params: { reason: 'other-region', region: 'us-east-1', connectionRegion: 'eu-west-1' },
    })
  })

  it.each([
    'orders',
    'arn:aws:sns:eu-west-1:123456789012:topic',
    'arn:aws:sqs:eu-west-1:12:orders',
    'ftp://x/1/orders',
    'https://sqs.eu-west-1.amazonaws.com/',
    'https://sqs.eu-west-1.amazonaws.com/1/orders?x=1',
    'https://key:secret@sqs.eu-west-1.amazonaws.com/1/orders',
    'javascript:alert(1)',
  ])('that is none is refused before any call: %s', async (address) => {
    await expect(resolveQueueAddress(sessionOf('eu-west-1'), address)).rejects.toMatchObject({
      code: 'invalid-input',
      params: { reason: 'queue-address' },
    })
  })

  it('on an emulator is taken as it stands, whatever its host', async () => {
    const session = sessionOf('us-east-1', {
      kind: 'emulator',
      endpoint: 'http://127.0.0.1:4566',
    })
    const url = 'http://sqs.eu-west-1.localhost:4566/000000000000/orders'
    expect(await resolveQueueAddress(session, url)).toBe(url)
  })
})
