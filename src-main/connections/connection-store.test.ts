import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionIdSchema, guardLevels } from '#contract'
import type { ConnectionDraft } from '#contract'
import { z } from '#contract/z'
import { openJsonFile } from '../lib/json-file.ts'
import {
  ConnectionStore,
  noSavedConnections,
  sandboxId,
  savedConnectionsSchema,
} from './connection-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-connections-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function open(): ConnectionStore {
  const file = openJsonFile({
    folder,
    name: 'connections',
    schema: savedConnectionsSchema,
    initial: noSavedConnections,
    nowMs: () => 0,
    onSetAside: (path) => {
      throw new Error(`put aside: ${path}`)
    },
  })
  return new ConnectionStore(file)
}

const profile: ConnectionDraft = {
  name: 'Production',
  target: { kind: 'profile', profile: 'prod' },
  region: 'eu-west-1',
  environment: 'production',
}

function emulator(endpoint: string, allowPlainHttp?: boolean): ConnectionDraft {
  const target = { kind: 'emulator', endpoint } as const
  const draft = { name: 'Emulator', target, region: 'us-east-1', environment: 'local' } as const
  return allowPlainHttp === undefined ? draft : { ...draft, allowPlainHttp }
}

const gone = connectionIdSchema.parse('c-gone')

describe('the connections', () => {
  it('are the sandbox alone in the beginning, open', () => {
    expect(open().list()).toEqual([
      {
        id: 'sandbox',
        name: 'Sandbox',
        target: { kind: 'sandbox' },
        region: 'us-east-1',
        environment: 'local',
        guard: 'open',
      },
    ])
  })

  it('are there after a restart, the sandbox first, the others as they were added', () => {
    const first = open()
    const added = [first.add(profile), first.add(emulator('http://127.0.0.1:4566'))]
    expect(open().list().slice(1)).toEqual(added)
    expect(open().list()[0]?.id).toBe(sandboxId)
  })

  it('have ids of their own, also when they are otherwise the same', () => {
    const store = open()
    expect(store.add(profile).id).not.toBe(store.add(profile).id)
  })

  it('start read-only on AWS and open on an emulator', () => {
    const store = open()
    expect(store.add(profile).guard).toBe('read-only')
    expect(store.add(emulator('http://localhost:4566')).guard).toBe('open')
  })

  it('are forgotten when removed, and only those', () => {
    const store = open()
    const [kept, removed] = [store.add(profile), store.add(profile)]
    store.remove(removed.id)
    expect(open().list().slice(1)).toEqual([kept])
    expect(open().find(removed.id)).toBeUndefined()
  })

  it('do not lose the sandbox', () => {
    const store = open()
    expect(() => store.remove(sandboxId)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
    expect(store.list()).toHaveLength(1)
  })

  it('say which one is not there, whatever is asked of it', () => {
    const store = open()
    const notFound = expect.objectContaining({
      code: 'not-found',
      params: { kind: 'connection', name: 'c-gone' },
    }) as Error // what toThrow compares with; the matcher has no type of its own
    expect(store.find(gone)).toBeUndefined()
    expect(() => store.get(gone)).toThrow(notFound)
    expect(() => store.remove(gone)).toThrow(notFound)
    expect(() => store.setGuard(gone, 'open')).toThrow(notFound)
  })
})

describe('an edited connection', () => {
  it('keeps its id and guard, is there after a restart, and another is as it was', () => {
    const store = open()
    const [one, other] = [store.add(profile), store.add(profile)]
    store.setGuard(one.id, 'confirm')
    const edited = { ...profile, name: 'EU', region: 'eu-north-1', budget: 90 } as const
    expect(store.update(one.id, { ...edited, color: 'teal' })).toEqual({
      ...edited,
      color: 'teal',
      id: one.id,
      guard: 'confirm',
    })
    expect(open().get(one.id)).toMatchObject({ region: 'eu-north-1', color: 'teal', budget: 90 })
    expect(open().get(other.id)).toEqual(other)
  })

  it('loses a colour and a budget that are no longer chosen', () => {
    const store = open()
    const { id } = store.add({ ...profile, color: 'pink', budget: 5 })
    store.update(id, profile)
    expect(open().get(id)).not.toHaveProperty('color')
    expect(open().get(id)).not.toHaveProperty('budget')
  })

  it('is read-only once it leads from an emulator to AWS', () => {
    const store = open()
    const { id } = store.add(emulator('http://127.0.0.1:4566'))
    expect(store.update(id, profile).guard).toBe('read-only')
  })

  it('is read-only once it signs with other credentials, and keeps its guard otherwise', () => {
    const store = open()
    const { id } = store.add(profile)
    store.setGuard(id, 'open')
    expect(store.update(id, { ...profile, region: 'eu-west-2' }).guard).toBe('open')
    const other = { ...profile, target: { kind: 'profile', profile: 'another' } } as const
    expect(store.update(id, other).guard).toBe('read-only')
  })

  it('asks again before plain http, but not for the address that was agreed to', () => {
    const store = open()
    const { id } = store.add(emulator('http://10.0.0.7:4566', true))
    expect(() => store.update(id, emulator('http://10.0.0.8:4566'))).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
    expect(store.get(id).target).toMatchObject({ endpoint: 'http://10.0.0.7:4566' })
    expect(store.update(id, { ...emulator('http://10.0.0.7:4566'), name: 'Named' }).name).toBe(
      'Named',
    )
  })

  it('is never the sandbox', () => {
    expect(() => open().update(sandboxId, profile)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })
})

describe('a copy', () => {
  it('has an id and a name of its own, and the guard of a new connection', () => {
    const store = open()
    const original = store.add({ ...profile, color: 'blue', budget: 60 })
    store.setGuard(original.id, 'open')
    const copy = store.duplicate(original.id, 'Production 2')
    expect(copy).toEqual({ ...original, id: copy.id, name: 'Production 2', guard: 'read-only' })
    expect(copy.id).not.toBe(original.id)
    expect(open().list()).toHaveLength(3)
  })
})

it('opens a file from before there were colours and budgets', () => {
  const old = {
    version: 1,
    connections: [
      {
        id: 'c-old',
        name: 'Old',
        target: { kind: 'emulator', endpoint: 'http://user:word@127.0.0.1:4566' },
        region: 'us-east-1',
        environment: 'staging',
        guard: 'look',
      },
    ],
    sandboxGuard: 'confirm',
  }
  writeFileSync(join(folder, 'connections.json'), JSON.stringify({ value: old }))
  expect(open().list().slice(1)).toEqual(old.connections)
})

describe('the guard level', () => {
  it.each(guardLevels)('%s is kept, for the sandbox and for a saved connection', (level) => {
    const store = open()
    const { id } = store.add(profile)
    expect(store.setGuard(id, level).guard).toBe(level)
    expect(store.setGuard(sandboxId, level).guard).toBe(level)
    expect(open().get(id).guard).toBe(level)
    expect(open().get(sandboxId).guard).toBe(level)
  })

  it('of one connection says nothing of another', () => {
    const store = open()
    const [one, other] = [store.add(profile), store.add(profile)]
    store.setGuard(one.id, 'open')
    expect(store.get(other.id).guard).toBe('read-only')
    expect(store.get(sandboxId).guard).toBe('open')
  })
})

describe('an endpoint without TLS', () => {
  it.each([
    'http://localhost:4566',
    'http://127.0.0.1:4566',
    'http://127.9.9.9',
    'http://127.1:4566',
    'http://[::1]:4566',
    'http://LOCALHOST:4566',
    'http://sqs.us-east-1.localhost:4566',
  ])('on this machine is taken: %s', (endpoint) => {
    expect(open().add(emulator(endpoint)).target).toEqual({ kind: 'emulator', endpoint })
  })

  it.each([
    'http://emulator.lan:4566',
    'http://10.0.0.7:4566',
    'http://0.0.0.0:4566',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://notlocalhost:4566',
    'http://localhost@example.com',
    'http://example.com#.localhost',
    'http://example.com/.localhost',
    'http://[::2]:4566',
    'http://128.0.0.1',
  ])('on another machine is refused until it is said again: %s', (endpoint) => {
    const store = open()
    const refused = expect.objectContaining({
      code: 'invalid-input',
      params: { field: 'endpoint', reason: 'plain-http', host: new URL(endpoint).host },
    }) as Error // what toThrow compares with; the matcher has no type of its own
    expect(() => store.add(emulator(endpoint))).toThrow(refused)
    expect(() => store.add(emulator(endpoint, false))).toThrow(refused)
    expect(open().list()).toHaveLength(1)
    expect(store.add(emulator(endpoint, true)).target).toEqual({ kind: 'emulator', endpoint })
  })

  it('is no question with TLS', () => {
    expect(() => open().add(emulator('https://emulator.lan:4566'))).not.toThrow()
  })
})

it('saves what the contract shows of a connection and nothing else', () => {
  open().add(emulator('http://emulator.lan:4566', true))
  const saved: unknown = JSON.parse(readFileSync(join(folder, 'connections.json'), 'utf8'))
  expect(z.object({ value: savedConnectionsSchema.strict() }).safeParse(saved).success).toBe(true)
  expect(JSON.stringify(saved)).not.toContain('allowPlainHttp')
})
