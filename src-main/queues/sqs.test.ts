import { expect, it } from 'vitest'
import { connectionSchema } from '#contract'
import type { Target } from '#contract'
import { Session } from '../connections/session.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { sqsClient } from './sqs.ts'

function openSession(target: Target): Session {
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'one',
    target,
    region: 'eu-west-1',
    environment: 'local',
    guard: 'open',
  })
  return new Session(connection, {
    clock: createSteppedClock(),
    findSandboxEndpoint: () => undefined,
    sandboxStarted: () => Promise.resolve(),
  })
}

it.each<Target>([
  { kind: 'profile', profile: 'prod' },
  { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
])('the client for a $kind never goes to the host that a queue URL names', async (target) => {
  const session = openSession(target)
  expect(sqsClient(session, 'read').config.useQueueUrlAsEndpoint).toBe(false)
  await session.disposables.dispose()
})

it('reads may be tried again, looks and changes never', async () => {
  const session = openSession({ kind: 'emulator', endpoint: 'http://127.0.0.1:4566' })
  expect(await sqsClient(session, 'read').config.maxAttempts()).toBe(3)
  expect(await sqsClient(session, 'change').config.maxAttempts()).toBe(1)
  await session.disposables.dispose()
})
