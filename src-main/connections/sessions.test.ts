import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConnectionDraft } from '#contract'
import { openJsonFile } from '../lib/json-file.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { ConnectionStore, noSavedConnections, savedConnectionsSchema } from './connection-store.ts'
import { Sessions } from './sessions.ts'

let folder: string
let store: ConnectionStore
let sessions: Sessions
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-sessions-'))
  const file = openJsonFile({
    folder,
    name: 'connections',
    schema: savedConnectionsSchema,
    initial: noSavedConnections,
    nowMs: () => 0,
    onSetAside: () => undefined,
  })
  store = new ConnectionStore(file)
  sessions = new Sessions(store, {
    clock: createSteppedClock(),
    findSandboxEndpoint: () => undefined,
    sandboxStarted: () => Promise.resolve(),
  })
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const draft: ConnectionDraft = {
  name: 'same',
  target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
  region: 'us-east-1',
  environment: 'local',
}

it('gives each connection one session, with clients and a meter of its own', () => {
  const [one, other] = [store.add(draft), store.add(draft)]
  const session = sessions.get(one.id)
  expect(sessions.get(one.id)).toBe(session)
  expect(sessions.get(other.id)).not.toBe(session)
  const make = () => ({ destroy: vi.fn() })
  const client = session.client('sqs', 'read', make)
  expect(sessions.get(other.id).client('sqs', 'read', make)).not.toBe(client)
  session.meter.count()
  expect(sessions.get(other.id).meter.callsLastMinute()).toBe(0)
})

it('says not-found for a connection that was removed, though its session is open', () => {
  const { id } = store.add(draft)
  sessions.get(id)
  store.remove(id)
  expect(() => sessions.get(id)).toThrow(expect.objectContaining({ code: 'not-found' }))
})

it('ends what belongs to a session that is closed, and only that', async () => {
  const [one, other] = [store.add(draft), store.add(draft)]
  const ended = [vi.fn(), vi.fn()] as const // a pair, one for each session
  const first = sessions.get(one.id)
  first.disposables.add(ended[0])
  sessions.get(other.id).disposables.add(ended[1])
  await sessions.close(one.id)
  await sessions.close(one.id)
  expect(ended[0]).toHaveBeenCalledTimes(1)
  expect(ended[1]).not.toHaveBeenCalled()
  expect(sessions.get(one.id)).not.toBe(first)
})

it('ends all of them in the end', async () => {
  const ended = vi.fn()
  for (let made = 0; made < 3; made += 1) sessions.get(store.add(draft).id).disposables.add(ended)
  await sessions.dispose()
  expect(ended).toHaveBeenCalledTimes(3)
})

describe('an edited connection', () => {
  it('keeps its session while it stays where it is, with what was edited', async () => {
    const { id } = store.add(draft)
    const session = sessions.get(id)
    await sessions.follow(store.update(id, { ...draft, name: 'renamed', budget: 7 }))
    expect(sessions.get(id)).toBe(session)
    expect(session.connection).toMatchObject({ name: 'renamed', budget: 7 })
  })

  it.each<[string, Partial<ConnectionDraft>]>([
    ['region', { region: 'eu-west-1' }],
    ['endpoint', { target: { kind: 'emulator', endpoint: 'http://127.0.0.1:9324' } }],
    ['account', { target: { kind: 'profile', profile: 'prod' } }],
  ])('in another %s gets a new session; the old one ends and makes no call', async (_, change) => {
    const { id } = store.add(draft)
    const old = sessions.get(id)
    const client = { destroy: vi.fn() }
    old.client('sqs', 'read', () => client)
    const ended = vi.fn(() => {
      expect(client.destroy).not.toHaveBeenCalled() // what is held is returned by the old client
    })
    old.disposables.add(ended)
    await sessions.follow(store.update(id, { ...draft, ...change }))
    expect(ended).toHaveBeenCalledTimes(1)
    expect(client.destroy).toHaveBeenCalledTimes(1)
    expect(sessions.get(id)).not.toBe(old)
    expect(old.connection.region).toBe('us-east-1')
    const make = vi.fn(() => client)
    expect(() => old.client('sqs', 'read', make)).toThrow(
      expect.objectContaining({ code: 'cancelled' }),
    )
    expect(make).not.toHaveBeenCalled()
  })
})
