import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { connectionSchema, queueUrlSchema } from '#contract'
import type { Target } from '#contract'
import { Session } from '../connections/session.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { Lister } from './lister.ts'
import { LookMemory } from './look-memory.ts'
import { QueueReader } from './queue-reader.ts'

const awsTargets: Target[] = [
  { kind: 'profile', profile: 'default' },
  { kind: 'keys', keyId: 'AKIAIOSFODNN7EXAMPLE' },
  { kind: 'environment' },
]

it.each(awsTargets)('asks nothing at all of AWS by $kind', async (target) => {
  const asked: unknown[] = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const connection = connectionSchema.parse({
    id: 'c-aws',
    name: 'prod',
    target,
    region: 'eu-west-1',
    environment: 'production',
    guard: 'open',
  })
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const clock = createSteppedClock()
  const session = new Session(connection, {
    clock,
    findSandboxEndpoint: () => `http://127.0.0.1:${String(port)}`,
    sandboxStarted: () => Promise.resolve(),
  })
  const listing = await new Lister(new QueueReader(clock), clock).list({
    session,
    memory: new LookMemory(),
    queueUrl: queueUrlSchema.parse(`http://127.0.0.1:${String(port)}/1/orders`),
    max: 100,
  })
  expect(listing).toEqual({ messages: [], total: 0, listedAtMs: 0 })
  expect(session.meter.callsLastMinute()).toBe(0)
  expect(asked).toEqual([])
  server.close()
})
