import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openJsonFile } from '../lib/json-file.ts'
import { Credit } from '../lib/credit.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import type { SteppedClock } from '../testing/stepped-clock.ts'
import { connectionHandlers } from './connection-handlers.ts'
import {
  ConnectionStore,
  noSavedConnections,
  sandboxId,
  savedConnectionsSchema,
} from './connection-store.ts'
import { MemoryVault } from '../testing/memory-vault.ts'
import { CredentialPrompts } from './credential-prompts.ts'
import { Sessions } from './sessions.ts'
import { createPriceBook } from '../testing/create-price-book.ts'

let folder: string
let clock: SteppedClock
let store: ConnectionStore
let sessions: Sessions
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-handlers-'))
  clock = createSteppedClock(1000)
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
    clock,
    findSandboxEndpoint: () => 'http://127.0.0.1:1',
    sandboxStarted: () => Promise.resolve(),
  })
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const handlers = (probe: () => Promise<void> = () => Promise.resolve()) =>
  connectionHandlers({
    store,
    sessions,
    probe,
    clock,
    vault: new MemoryVault(),
    prices: createPriceBook(folder),
    prompts: new CredentialPrompts(),
    chooseExistingFile: () => Promise.resolve(undefined),
  })

function watch() {
  const credit = new Credit()
  const stop = new AbortController()
  const demand = { signal: stop.signal, demand: () => credit.take() }
  const items = handlers()['connections.watch']({ connectionId: sandboxId }, demand)
  return { credit, stop, items }
}

describe('following the calls of a connection', () => {
  it('tells of them a round for each credit, no oftener than every 2 s', async () => {
    const { credit, items } = watch()
    credit.set(2)
    expect(await items.next()).toEqual({ done: false, value: {} })
    sessions.get(sandboxId).meter.count()
    const second = items.next()
    const early = vi.fn()
    void second.then(early)
    await clock.advance(1999)
    expect(early).not.toHaveBeenCalled()
    await clock.advance(1)
    expect(await second).toEqual({ done: false, value: { callsLastMinute: 1 } })
  })

  it('ends when the window goes away, also in its pause', async () => {
    const { credit, stop, items } = watch()
    credit.set(5)
    await items.next()
    const next = items.next()
    stop.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })

  it('fails when the connection is removed meanwhile', async () => {
    const added = store.add({
      name: 'x',
      target: { kind: 'emulator', endpoint: 'http://127.0.0.1:1' },
      region: 'us-east-1',
      environment: 'local',
    })
    const demand = { signal: new AbortController().signal, demand: () => Promise.resolve(true) }
    const items = handlers()['connections.watch']({ connectionId: added.id }, demand)
    await items.next()
    const next = items.next()
    await handlers()['connections.remove']({ connectionId: added.id })
    await Promise.all([
      expect(next).rejects.toMatchObject({ code: 'not-found' }),
      clock.advance(2000),
    ])
  })
})

describe('the test of an emulator', () => {
  it('asks the probe, says who signs, and how long it took', async () => {
    const probe = () => clock.advance(12)
    expect(await handlers(probe)['connections.test']({ connectionId: sandboxId })).toEqual({
      identity: { account: '000000000000', arn: 'http://127.0.0.1:1', source: 'dummy keys' },
      latencyMs: 12,
    })
  })

  it('fails as the probe does', async () => {
    const failing = handlers(() => Promise.reject(new Error('nobody there')))
    await expect(failing['connections.test']({ connectionId: sandboxId })).rejects.toThrow('nobody')
  })
})
