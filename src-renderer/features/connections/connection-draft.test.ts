import { describe, expect, it } from 'vitest'
import type { Connection } from '#contract'
import {
  emptyFields,
  fieldProblems,
  fieldsOf,
  findPlainHost,
  isElsewhere,
  hasCertificate,
  isReady,
  isTestable,
  toDraft,
} from './connection-draft.ts'
import type { DraftFields } from './connection-draft.ts'

const emulator: DraftFields = { ...emptyFields, endpoint: 'http://127.0.0.1:4566', name: 'Mine' }

describe('findPlainHost', () => {
  it.each([
    ['http://127.0.0.1:4566', undefined],
    ['http://127.9.9.9', undefined],
    ['http://localhost:4566', undefined],
    ['http://sqs.us-east-1.localhost:4566', undefined],
    ['http://[::1]:4566', undefined],
    ['https://sqs.example.com', undefined],
    ['http://10.0.0.5:4566', '10.0.0.5:4566'],
    ['http://localhost.example.com', 'localhost.example.com'],
    ['http://127.0.0.1.example.com', '127.0.0.1.example.com'],
  ])('of %s is %s', (endpoint, host) => {
    expect(findPlainHost({ ...emulator, endpoint })).toBe(host)
  })
})

describe('a CA file', () => {
  const caFile = '/etc/corp-ca.pem'

  it('goes into the draft only where there is a certificate to believe', () => {
    expect(toDraft({ ...emulator, caFile })).not.toHaveProperty('caFile')
    const encrypted = { ...emulator, caFile, endpoint: 'https://127.0.0.1:4566' }
    expect(toDraft(encrypted)).toMatchObject({ caFile })
    expect(toDraft({ ...encrypted, kind: 'environment' })).toMatchObject({ caFile })
    expect(hasCertificate({ ...emulator, endpoint: 'https' })).toBe(false)
  })
})

describe('isTestable', () => {
  it('wants no name, but all else that is needed', () => {
    expect(isTestable({ ...emulator, name: '' })).toBe(true)
    expect(isTestable({ ...emulator, endpoint: '' })).toBe(false)
    expect(isTestable({ ...emulator, kind: 'profile' })).toBe(false)
    expect(isTestable({ ...emulator, endpoint: 'http://10.0.0.5:4566' })).toBe(false)
  })
})

describe('isReady', () => {
  it('takes a whole draft', () => {
    expect(isReady(emulator)).toBe(true)
  })

  it.each<[string, Partial<DraftFields>]>([
    ['no name', { name: ' ' }],
    ['no endpoint', { endpoint: '' }],
    ['an address that is none', { endpoint: 'localhost:4566' }],
    ['a name and password in the address', { endpoint: 'http://me:word@127.0.0.1:4566' }],
    ['another protocol', { endpoint: 'file:///etc/passwd' }],
    ['a region that is none', { region: 'EU West' }],
    ['plain http elsewhere, not agreed to', { endpoint: 'http://10.0.0.5' }],
    ['no profile', { kind: 'profile', profile: '' }],
  ])('refuses %s', (_, changes) => {
    expect(isReady({ ...emulator, ...changes })).toBe(false)
  })

  it('takes plain http elsewhere once it was agreed to, and says so to main', () => {
    const fields = { ...emulator, endpoint: 'http://10.0.0.5', allowPlainHttp: true }
    expect(isReady(fields)).toBe(true)
    expect(toDraft(fields)).toMatchObject({ allowPlainHttp: true })
    expect(toDraft(emulator)).not.toHaveProperty('allowPlainHttp')
  })
})

describe('fieldProblems', () => {
  it('asks a profile for no endpoint', () => {
    const fields: DraftFields = { ...emulator, kind: 'profile', profile: 'prod', endpoint: '' }
    expect(fieldProblems(fields)).toEqual({})
    expect(toDraft(fields).target).toEqual({ kind: 'profile', profile: 'prod' })
  })
})

describe('an edited connection', () => {
  const saved = {
    id: 'c-1',
    guard: 'open',
    name: 'Mine',
    target: { kind: 'emulator', endpoint: 'http://10.0.0.5' },
    region: 'eu-west-1',
    environment: 'staging',
    color: 'teal',
    budget: 60,
  } as Connection // its id is branded by main

  it('comes back as it was when nothing is edited', () => {
    const { id: _id, guard: _guard, ...rest } = saved
    expect(toDraft(fieldsOf(saved))).toEqual({ ...rest, allowPlainHttp: true })
  })

  it('loses its colour when it becomes production, whose own cannot be painted over', () => {
    expect(toDraft({ ...fieldsOf(saved), environment: 'production' })).not.toHaveProperty('color')
  })

  it('is elsewhere with another region or target, not with another name', () => {
    expect(isElsewhere(saved, { ...saved, name: 'other', budget: 5 })).toBe(false)
    expect(isElsewhere(saved, { ...saved, region: 'eu-west-2' })).toBe(true)
  })
})
