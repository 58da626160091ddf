import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema } from '#contract'
import type { Connection, Target } from '#contract'
import { MemoryVault } from '../testing/memory-vault.ts'
import { credentialsSource, obtainCredentials } from './credentials.ts'

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

const vault = new MemoryVault()

function credentialsOf(connection: Connection) {
  const askCode = () => Promise.reject(new Error('nobody is asked'))
  return obtainCredentials({ connection, vault, askCode, requestHandler: {} })
}

const sandbox = connectionTo({ kind: 'sandbox' })
const emulator = connectionTo({ kind: 'emulator', endpoint: 'http://127.0.0.1:4566' })
const prod = connectionTo({ kind: 'profile', profile: 'prod' })

describe.each([
  ['the sandbox', sandbox],
  ['an emulator', emulator],
])('%s', (_what, connection) => {
  it('is signed with dummy keys, whatever the environment holds', async () => {
    expect(await credentialsOf(connection)).toEqual({
      accessKeyId: 'weir-emulator',
      secretAccessKey: 'weir-emulator',
    })
    expect(credentialsSource(connection)).toBe('dummy keys')
  })
})

describe('a profile', () => {
  it('is signed with its own keys, not with those of the environment', async () => {
    expect(await credentialsOf(prod)).toMatchObject({
      accessKeyId: 'AKIAPROD',
      secretAccessKey: 'prod-secret',
    })
    expect(credentialsSource(prod)).toBe('profile prod')
  })

  it('that is not there has no credentials, and takes no others in their place', async () => {
    const missing = connectionTo({ kind: 'profile', profile: 'missing' })
    await expect(credentialsOf(missing)).rejects.toMatchObject({
      code: 'credentials-missing',
      params: { profile: 'missing', reason: 'profile-missing' },
    })
  })
})

describe('a profile of another kind', () => {
  const profile = (name: string): Connection => connectionTo({ kind: 'profile', profile: name })

  it('runs its process', async () => {
    const answer = { Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 'by-process' }
    const script = join(folder, 'give.cjs')
    writeFileSync(script, `process.stdout.write(${JSON.stringify(JSON.stringify(answer))})`)
    const command = `"${process.execPath}" "${script}"`
    writeFileSync(join(folder, 'none'), `[profile proc]\ncredential_process = ${command}\n`)
    expect(await credentialsOf(profile('proc'))).toMatchObject({ accessKeyId: 'AKIAPROCESS' })
  })

  it('whose SSO session nobody signed in to names the command that does', async () => {
    vi.stubEnv('HOME', folder)
    writeFileSync(
      join(folder, 'none'),
      [
        '[profile team]\nsso_session = main\nsso_account_id = 123456789012\nsso_role_name = Dev',
        '[sso-session main]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start',
      ].join('\n'),
    )
    await expect(credentialsOf(profile('team'))).rejects.toMatchObject({
      code: 'credentials-expired',
      params: { command: 'aws sso login --profile team' },
    })
  })

  it('that says nothing of keys is told apart from one that is not there', async () => {
    writeFileSync(join(folder, 'none'), '[profile bare]\nregion = eu-west-1\n')
    await expect(credentialsOf(profile('bare'))).rejects.toMatchObject({
      code: 'credentials-missing',
      params: { reason: 'profile-empty' },
    })
  })
})

describe('the environment', () => {
  const environment = connectionTo({ kind: 'environment' })

  it('is what Weir was started with, and no profile', async () => {
    expect(await credentialsOf(environment)).toMatchObject({
      accessKeyId: 'AKIAENV',
      secretAccessKey: 'env-secret',
      sessionToken: 'env-token',
    })
  })

  it('without keys has none, whatever the files hold', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '')
    await expect(credentialsOf(environment)).rejects.toMatchObject({
      code: 'credentials-missing',
      params: { reason: 'environment-missing' },
    })
  })
})

describe('static keys', () => {
  const keys = connectionTo({ kind: 'keys', keyId: 'AKIAIOSFODNN7EXAMPLE' })

  it('are put together from the connection and the vault', async () => {
    await vault.set('c-1', JSON.stringify({ secretAccessKey: 'of-the-vault', sessionToken: 't' }))
    expect(await credentialsOf(keys)).toEqual({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'of-the-vault',
      sessionToken: 't',
    })
  })

  it('whose secret is gone take no other credentials in their place', async () => {
    await vault.remove('c-1')
    await expect(credentialsOf(keys)).rejects.toMatchObject({ code: 'secret-unavailable' })
  })
})

it('never writes the files of the AWS CLI', async () => {
  const path = join(folder, 'credentials')
  const before = readFileSync(path, 'utf8')
  await credentialsOf(prod)
  expect(readFileSync(path, 'utf8')).toBe(before)
  expect(readdirSync(folder)).toEqual(['credentials'])
})
