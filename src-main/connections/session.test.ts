import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema } from '#contract'
import type { Target } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { Session } from './session.ts'
import type { CallPurpose } from './session.ts'

let sandboxEndpoint: string | undefined
beforeEach(() => {
  sandboxEndpoint = 'http://127.0.0.1:40001'
})

function openSession(target: Target): Session {
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'one',
    target,
    region: 'eu-west-1',
    environment: 'local',
    guard: 'open',
  })
  const clock = createSteppedClock(7)
  return new Session(connection, {
    clock,
    findSandboxEndpoint: () => sandboxEndpoint,
    sandboxStarted: () => Promise.resolve(),
  })
}

const emulator: Target = { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' }
const profile: Target = { kind: 'profile', profile: 'prod' }
const facts = { action: 'ListQueues', iamAction: 'sqs:ListQueues', changes: false, table: {} }

function makeThing() {
  return { destroy: vi.fn() }
}

/** Where a call of this session goes and who signs it; the request is caught before it leaves the process. */
async function requestOf(session: Session): Promise<{ host: string; authorization: string }> {
  let seen = { host: '', authorization: '' }
  const requestHandler = {
    handle: (request: { hostname: string; port?: number; headers: Record<string, string> }) => {
      const host = `${request.hostname}:${String(request.port ?? 443)}`
      seen = { host, authorization: request.headers['authorization'] ?? '' }
      return Promise.reject(new Error('caught'))
    },
  }
  const credentials = () => Promise.resolve({ accessKeyId: 'AKIAPROD', secretAccessKey: 'x' })
  const isProfile = session.connection.target.kind === 'profile'
  const own = isProfile ? { requestHandler, credentials } : { requestHandler }
  const client = session.client(
    'sts',
    'change',
    (settings) => new STSClient({ ...settings, ...own }),
  )
  await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toThrow('caught')
  return seen
}

describe('where calls go', () => {
  it('is the region of AWS for a profile', async () => {
    expect(openSession(profile).endpoint).toBeUndefined()
    expect((await requestOf(openSession(profile))).host).toBe('sts.eu-west-1.amazonaws.com:443')
  })

  it('is decided by the connection alone, not by the environment', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1')
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:2')
    vi.stubEnv('AWS_REGION', 'us-west-2')
    expect((await requestOf(openSession(profile))).host).toBe('sts.eu-west-1.amazonaws.com:443')
    expect((await requestOf(openSession(emulator))).host).toBe('127.0.0.1:4566')
  })

  it('with dummy keys for an emulator, whatever keys the environment holds', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENV')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'env-secret')
    vi.stubEnv('AWS_SESSION_TOKEN', 'env-token')
    vi.stubEnv('AWS_PROFILE', 'prod')
    const { authorization } = await requestOf(openSession(emulator))
    expect(authorization).toMatch(/Credential=weir-emulator\/\d+\/eu-west-1\/sts/)
  })

  it('is where the sandbox answers now', () => {
    const session = openSession({ kind: 'sandbox' })
    expect(session.endpoint).toBe('http://127.0.0.1:40001')
    sandboxEndpoint = 'http://127.0.0.1:40002'
    expect(session.endpoint).toBe('http://127.0.0.1:40002')
  })

  it('is nowhere while the sandbox does not run, and worth another try', () => {
    sandboxEndpoint = undefined
    expect(() => openSession({ kind: 'sandbox' }).endpoint).toThrow(
      expect.objectContaining({ code: 'endpoint-unreachable', retryable: true }),
    )
  })
})

describe('a client', () => {
  it('is made once for each name and purpose', () => {
    const session = openSession(emulator)
    const first = session.client('sqs', 'read', makeThing)
    expect(session.client('sqs', 'read', makeThing)).toBe(first)
    expect(session.client('sqs', 'change', makeThing)).not.toBe(first)
    expect(session.client('sns', 'read', makeThing)).not.toBe(first)
  })

  it.each<[CallPurpose, number]>([
    ['read', 3],
    ['change', 1],
  ])('for a %s makes at most %i attempts', (purpose, maxAttempts) => {
    expect(openSession(emulator).clientSettings(purpose)).toMatchObject({ maxAttempts })
  })

  it('is ended and made anew when the sandbox listens elsewhere', () => {
    const session = openSession({ kind: 'sandbox' })
    const first = session.client('sqs', 'read', makeThing)
    sandboxEndpoint = 'http://127.0.0.1:40002'
    const second = session.client('sqs', 'read', makeThing)
    expect(second).not.toBe(first)
    expect(first.destroy).toHaveBeenCalledTimes(1)
    expect(second.destroy).not.toHaveBeenCalled()
  })

  it('ends with the session', async () => {
    const session = openSession(emulator)
    const client = session.client('sqs', 'read', makeThing)
    await session.disposables.dispose()
    expect(client.destroy).toHaveBeenCalledTimes(1)
  })
})

describe('a call', () => {
  it('gives its answer', async () => {
    const session = openSession(emulator)
    expect(await session.call(facts, () => Promise.resolve('answer'))).toBe('answer')
    expect(session.meter.lastError).toBeUndefined()
  })

  it('to what the service does not have fails, but is no failure to be shown', async () => {
    const session = openSession(emulator)
    const thrown = Object.assign(new Error('no'), { name: 'InvalidAction' })
    await expect(session.call(facts, () => Promise.reject(thrown))).rejects.toMatchObject({
      params: { name: 'InvalidAction' },
    })
    expect(session.meter.lastError).toBeUndefined()
  })

  it('that fails is an AppError that names the endpoint, and is remembered', async () => {
    const session = openSession(emulator)
    const thrown = Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
    const failure: unknown = await session
      .call(facts, () => Promise.reject(thrown))
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({
      code: 'endpoint-unreachable',
      params: { action: 'sqs:ListQueues', endpoint: 'http://127.0.0.1:4566' },
    })
    expect(session.meter.lastError).toMatchObject({
      atMs: 7,
      action: 'ListQueues',
      error: { code: 'endpoint-unreachable' },
    })
  })

  it('to AWS names the region it failed in', async () => {
    const failing = openSession(profile).call(facts, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toMatchObject({ params: { endpoint: 'eu-west-1.amazonaws.com' } })
  })
})
