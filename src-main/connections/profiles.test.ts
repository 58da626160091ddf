import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listProfiles } from './profiles.ts'

let folder: string
let config: string
let credentials: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-profiles-'))
  config = join(folder, 'config')
  credentials = join(folder, 'credentials')
  vi.stubEnv('AWS_CONFIG_FILE', config)
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentials)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const fullConfig = `
# comments and blank lines
[default]
region = eu-central-1

[profile  prod]   ; two spaces: not a profile to the SDK either
region = us-gov-west-1

[profile staging]
  region=eu-west-1
sso_session = main

[profile "quoted"]
region = ap-northeast-2

[profile team.core/dev@2]
role_arn = arn:aws:iam::123456789012:role/dev
source_profile = staging
mfa_serial = arn:aws:iam::123456789012:mfa/jo

[sso-session main]
sso_region = eu-north-1
region = eu-north-1

[services local]
sqs =
  endpoint_url = http://127.0.0.1:4566

[not-a-profile]
region = us-west-2
`

describe('the profiles', () => {
  it('are those of both files, in order, with their regions, and no other section', async () => {
    writeFileSync(config, fullConfig)
    writeFileSync(
      credentials,
      [
        '[default]',
        'aws_access_key_id = AKIAEXAMPLE',
        'aws_secret_access_key = do-not-show',
        '[only-keys]',
        'aws_access_key_id=AKIAEXAMPLE2',
        'region = sa-east-1',
        '[staging]',
        'aws_secret_access_key = x',
        'region = never-this-one',
      ].join('\r\n'),
    )
    expect(await listProfiles()).toEqual([
      { name: 'default', region: 'eu-central-1', kind: 'keys', mfa: false },
      { name: 'only-keys', region: 'sa-east-1', kind: 'none', mfa: false },
      { name: 'quoted', region: 'ap-northeast-2', kind: 'none', mfa: false },
      { name: 'staging', region: 'eu-west-1', kind: 'sso', mfa: false },
      { name: 'team.core/dev@2', kind: 'role', mfa: true },
    ])
  })

  it('carry no key and no role', async () => {
    writeFileSync(config, '[default]\nrole_arn=arn:aws:iam::1:role/x\nregion=us-east-1')
    writeFileSync(credentials, '[default]\naws_secret_access_key=do-not-show')
    expect(await listProfiles()).toEqual([
      { name: 'default', region: 'us-east-1', kind: 'none', mfa: false },
    ])
  })

  it('are none when there are no files', async () => {
    expect(await listProfiles()).toEqual([])
  })

  it('are those of the one file that is there', async () => {
    writeFileSync(credentials, '[default]\naws_access_key_id=AKIAEXAMPLE')
    expect(await listProfiles()).toEqual([{ name: 'default', kind: 'none', mfa: false }])
  })

  it('are read anew each time', async () => {
    writeFileSync(config, '[default]\nregion=us-east-1')
    await listProfiles()
    writeFileSync(config, '[profile new]\nregion=us-east-2')
    expect(await listProfiles()).toEqual([
      { name: 'new', region: 'us-east-2', kind: 'none', mfa: false },
    ])
  })

  it('are an error, not an empty list, when a file is there but cannot be read', async () => {
    writeFileSync(credentials, '[default]\naws_access_key_id=AKIAEXAMPLE')
    mkdirSync(config)
    await expect(listProfiles()).rejects.toMatchObject({ code: 'unexpected' })
  })

  it('leave the files as they are', async () => {
    writeFileSync(config, fullConfig)
    writeFileSync(credentials, '[default]\naws_access_key_id=AKIAEXAMPLE\n', { mode: 0o600 })
    const before = statSync(credentials)
    await listProfiles()
    expect(readFileSync(config, 'utf8')).toBe(fullConfig)
    expect(statSync(credentials).mtimeMs).toBe(before.mtimeMs)
    expect(statSync(credentials).mode).toBe(before.mode)
    expect(readdirSync(folder).sort()).toEqual(['config', 'credentials'])
  })
})
