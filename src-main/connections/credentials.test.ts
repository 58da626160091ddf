import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema } from '#contract'
import type { Connection, Target } from '#contract'
import { credentialsOf, credentialsSource } from './credentials.ts'

let folder: string
/** An environment full of real-looking keys, as a developer's shell has it. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-credentials-'))
  const file = join(folder, 'credentials')
  writeFileSync(
    file,
    [
      '[default]\naws_access_key_id=AKIADEFAULT\naws_secret_access_key=default-secret',
      '[prod]\naws_access_key_id=AKIAPROD\naws_secret_access_key=prod-secret',
      '[other]\naws_access_key_id=AKIAOTHER\naws_secret_access_key=other-secret',
    ].join('\n'),
  )
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_PROFILE', 'other')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENV')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'env-secret')
  vi.stubEnv('AWS_SESSION_TOKEN', 'env-token')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function connectionTo(target: Target): Connection {
  return connectionSchema.parse({
    id: 'c-1',
    name: 'one',
    target,
    region: 'us-east-1',
    environment: 'local',
    guard: 'open',
  })
}

const sandbox = connectionTo({ kind: 'sandbox' })
const emulator = connectionTo({ kind: 'emulator', endpoint: 'http://127.0.0.1:4566' })
const prod = connectionTo({ kind: 'profile', profile: 'prod' })

describe.each([
  ['the sandbox', sandbox],
  ['an emulator', emulator],
])('%s', (_what, connection) => {
  it('is signed with dummy keys, whatever the environment holds', async () => {
    expect(await credentialsOf(connection)()).toEqual({
      accessKeyId: 'weir-emulator',
      secretAccessKey: 'weir-emulator',
    })
    expect(credentialsSource(connection)).toBe('dummy keys')
  })
})

describe('a profile', () => {
  it('is signed with its own keys, not with those of the environment', async () => {
    expect(await credentialsOf(prod)()).toMatchObject({
      accessKeyId: 'AKIAPROD',
      secretAccessKey: 'prod-secret',
    })
    expect(credentialsSource(prod)).toBe('profile prod')
  })

  it('that is not there has no credentials, and takes no others in their place', async () => {
    const missing = connectionTo({ kind: 'profile', profile: 'missing' })
    await expect(credentialsOf(missing)()).rejects.toMatchObject({
      name: 'CredentialsProviderError',
    })
  })
})
