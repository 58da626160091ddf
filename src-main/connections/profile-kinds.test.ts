import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema } from '#contract'
import { startFakeAws } from '../testing/fake-aws.ts'
import type { FakeAws } from '../testing/fake-aws.ts'
import { jsonError, keyIdOf, stsError } from '../testing/fake-aws-answers.ts'
import { agentOptions } from './agents.ts'
import { obtainCredentials } from './credentials.ts'

// Every kind of profile whose keys come from a service, asked by its real name through a proxy. No emulator gives
// these answers; `testing/fake-aws-answers.ts` says where they are from.

let home: string
let aws: FakeAws
let unexpected: unknown[]
const onUnhandled = (reason: unknown): void => void unexpected.push(reason)

beforeEach(async () => {
  aws = await startFakeAws()
  home = mkdtempSync(join(tmpdir(), 'weir-home-'))
  mkdirSync(join(home, '.aws'))
  vi.stubEnv('HOME', home)
  vi.stubEnv('USERPROFILE', home)
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_PROFILE']) {
    vi.stubEnv(name, undefined)
  }
  // What no connection may follow: the keys would go there.
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1')
  vi.stubEnv('AWS_REGION', 'ap-south-1')
  unexpected = []
  process.on('unhandledRejection', onUnhandled)
})
afterEach(async () => {
  process.off('unhandledRejection', onUnhandled)
  await aws.close()
  rmSync(home, { recursive: true })
  expect(unexpected).toEqual([])
})

function write(name: string, text: string): string {
  const path = join(home, '.aws', name)
  writeFileSync(path, text)
  return path
}

function keysOf(profile: string, caFile: string | undefined = aws.caFile) {
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'one',
    target: { kind: 'profile', profile },
    region: 'eu-west-1',
    environment: 'local',
    guard: 'open',
  })
  return obtainCredentials({
    connection,
    vault: undefined,
    askCode: () => Promise.reject(new Error('nobody is asked')),
    requestHandler: agentOptions({ endpoint: undefined, caFile }, { HTTPS_PROXY: aws.proxyUrl }),
  })
}

const base = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = base-secret\n'
const roleOf = (name: string, source: string): string =>
  `[profile ${name}]\nrole_arn = arn:aws:iam::123456789012:role/${name}\nsource_profile = ${source}\n`

describe('a role', () => {
  it('whose source is a role itself is taken on with that one’s keys', async () => {
    write('config', base + roleOf('inner', 'base') + roleOf('outer', 'inner'))
    expect(await keysOf('outer')).toMatchObject({
      accessKeyId: 'ASIAOUTER',
      sessionToken: 'token-of-outer',
    })
    expect(aws.asked.map((each) => [keyIdOf(each), each.fields['RoleArn']])).toEqual([
      ['AKIABASE', 'arn:aws:iam::123456789012:role/inner'],
      ['ASIAINNER', 'arn:aws:iam::123456789012:role/outer'],
    ])
    expect(aws.asked.map(({ host }) => host)).toEqual(Array(2).fill('sts.eu-west-1.amazonaws.com'))
  })

  it('that may not be taken on says so', async () => {
    write('config', base + roleOf('ops', 'base'))
    aws.answer('AssumeRole', () => stsError('AccessDenied', 'not authorized to: sts:AssumeRole'))
    await expect(keysOf('ops')).rejects.toMatchObject({
      code: 'access-denied',
      params: { reason: 'role-denied', profile: 'ops', action: 'sts:AssumeRole' },
    })
  })

  it.each([
    ['InvalidClientTokenId', 'invalid.', { code: 'credentials-missing', reason: 'key-unknown' }],
    ['SignatureDoesNotMatch', 'no', { code: 'credentials-missing', reason: 'signature-mismatch' }],
    ['ExpiredToken', 'expired', { code: 'credentials-expired', reason: 'token-expired' }],
    ['RegionDisabledException', 'off', { code: 'access-denied', reason: 'region-disabled' }],
  ])('whose source STS refuses with %s says why', async (name, message, { code, reason }) => {
    write('config', base + roleOf('ops', 'base'))
    aws.answer('AssumeRole', () => stsError(name, message))
    await expect(keysOf('ops')).rejects.toMatchObject({ code, params: { reason, profile: 'ops' } })
  })

  it('is not asked for where the certificate is not believed', async () => {
    write('config', base + roleOf('ops', 'base'))
    const { caFile } = {
      caFile: join(process.cwd(), 'src-main/testing/certificate/test-only-cert.pem'),
    }
    await expect(keysOf('ops', caFile)).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      params: { reason: 'tls' },
    })
    expect(aws.asked).toEqual([])
  })
})

describe('a web identity', () => {
  const profile = (path: string): string =>
    `[profile web]\nrole_arn = arn:aws:iam::123456789012:role/web\nweb_identity_token_file = ${path}\n`

  it('gives the token of its file, and no signature', async () => {
    write('config', profile(write('token', 'ey.token')))
    expect(await keysOf('web')).toMatchObject({ accessKeyId: 'ASIAWEB' })
    expect(aws.asked).toMatchObject([
      {
        host: 'sts.eu-west-1.amazonaws.com',
        action: 'AssumeRoleWithWebIdentity',
        fields: { WebIdentityToken: 'ey.token' },
      },
    ])
    expect(aws.asked.map(keyIdOf)).toEqual([undefined])
  })

  it('without its file names the file', async () => {
    const path = join(home, 'gone')
    write('config', profile(path))
    await expect(keysOf('web')).rejects.toMatchObject({
      code: 'credentials-missing',
      params: { reason: 'token-file-missing', path },
    })
  })

  it('whose token STS does not take says so', async () => {
    write('config', profile(write('token', 'ey.token')))
    aws.answer('AssumeRoleWithWebIdentity', () => stsError('InvalidIdentityToken', 'no', 400))
    await expect(keysOf('web')).rejects.toMatchObject({
      code: 'credentials-missing',
      params: { reason: 'web-token-refused' },
    })
  })
})

describe('an SSO session', () => {
  /** As `aws sso login` leaves it: named by the SHA-1 of the session's name. */
  function signIn(expiresInMs: number): void {
    const folder = join(home, '.aws', 'sso', 'cache')
    mkdirSync(folder, { recursive: true })
    const name = createHash('sha1').update('main').digest('hex')
    const token = {
      startUrl: 'https://example.awsapps.com/start',
      region: 'us-east-1',
      accessToken: 'sso-token',
      expiresAt: new Date(Date.now() + expiresInMs).toISOString(),
    }
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(token))
  }
  beforeEach(() => {
    write(
      'config',
      '[profile team]\nsso_session = main\nsso_account_id = 123456789012\nsso_role_name = Dev\n' +
        '[sso-session main]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n',
    )
  })

  it('that is signed in gives the keys of its role, asked in its own region', async () => {
    signIn(3_600_000)
    expect(await keysOf('team')).toMatchObject({
      accessKeyId: 'ASIADEV',
      sessionToken: 'token-of-Dev',
    })
    expect(aws.asked).toMatchObject([
      {
        host: 'portal.sso.us-east-1.amazonaws.com',
        fields: { role_name: 'Dev', account_id: '123456789012' },
        headers: { 'x-amz-sso_bearer_token': 'sso-token' },
      },
    ])
  })

  const command = 'aws sso login --profile team'
  it('that nobody signed in to, or that has ended, names the command', async () => {
    await expect(keysOf('team')).rejects.toMatchObject({
      code: 'credentials-expired',
      params: { reason: 'sso-signed-out', command },
    })
    signIn(-1)
    await expect(keysOf('team')).rejects.toMatchObject({ code: 'credentials-expired' })
    signIn(3_600_000)
    aws.answer('/federation/credentials', () => jsonError('UnauthorizedException', 'ended', 401))
    await expect(keysOf('team')).rejects.toMatchObject({
      code: 'credentials-expired',
      params: { reason: 'sso-expired', command },
    })
  })

  it('that has no such role for this person says so', async () => {
    signIn(3_600_000)
    aws.answer('/federation/credentials', () => jsonError('ForbiddenException', 'No access', 403))
    await expect(keysOf('team')).rejects.toMatchObject({
      code: 'access-denied',
      params: { reason: 'sso-forbidden', profile: 'team' },
    })
  })

  it('is told apart from one behind a certificate that is not believed', async () => {
    signIn(3_600_000)
    const stranger = join(process.cwd(), 'src-main/testing/certificate/test-only-cert.pem')
    await expect(keysOf('team', stranger)).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      params: { reason: 'tls' },
    })
  })
})

describe('an AWS sign-in', () => {
  const session = 'arn:aws:sts::123456789012:assumed-role/console/jo'

  function signIn(expiresInMs: number): void {
    const folder = join(home, '.aws', 'login', 'cache')
    mkdirSync(folder, { recursive: true })
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const token = {
      accessToken: {
        accessKeyId: 'ASIALOGIN',
        secretAccessKey: 'login-secret',
        sessionToken: 'login-token',
        accountId: '123456789012',
        expiresAt: new Date(Date.now() + expiresInMs).toISOString(),
      },
      clientId: 'arn:aws:signin:::devtools/same-device',
      refreshToken: 'refresh',
      dpopKey: privateKey.export({ type: 'sec1', format: 'pem' }),
    }
    const name = createHash('sha256').update(session).digest('hex')
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(token))
  }
  beforeEach(() => {
    write('config', `[profile me]\nlogin_session = ${session}\n`)
  })

  it('that is there gives its keys without a call', async () => {
    signIn(3_600_000)
    expect(await keysOf('me')).toMatchObject({ accessKeyId: 'ASIALOGIN' })
    expect(aws.asked).toEqual([])
  })

  it('that is not, or that has ended, names the command', async () => {
    const ended = {
      code: 'credentials-expired',
      params: { reason: 'login-ended', command: 'aws login --profile me' },
    }
    await expect(keysOf('me')).rejects.toMatchObject(ended)
    signIn(-1)
    aws.answer('/v1/token', () => ({
      status: 403,
      type: 'application/json',
      body: JSON.stringify({
        __type: 'AccessDeniedException',
        error: 'TOKEN_EXPIRED',
        message: '',
      }),
    }))
    await expect(keysOf('me')).rejects.toMatchObject(ended)
    expect(aws.asked.map(({ host }) => host)).toEqual(['eu-west-1.signin.aws.amazon.com'])
  })
})

describe('a program', () => {
  const run = (script: string): void => {
    const path = write('give.cjs', script)
    write(
      'config',
      `[profile proc]\ncredential_process = "${process.execPath}" "${path}" --token s3cret\n`,
    )
  }

  it('that fails is told with what it complained of, and nothing of what it gave or was given', async () => {
    run(`process.stdout.write('{"SecretAccessKey":"do-not-show"}')
      process.stderr.write('vault is sealed\\n'); process.exitCode = 3`)
    const error: unknown = await keysOf('proc').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'credentials-missing',
      params: { reason: 'process-failed', profile: 'proc', message: 'vault is sealed' },
    })
    expect(JSON.stringify([error, String(error)])).not.toMatch(/do-not-show|s3cret/)
  })

  it.each([
    ['process.stdout.write("no json, do-not-show")', 'process-unreadable'],
    ['process.stdout.write(JSON.stringify({ Version: 2 }))', 'process-unreadable'],
    [
      'process.stdout.write(JSON.stringify({Version:1,AccessKeyId:"A",SecretAccessKey:"do-not-show",Expiration:"2001-01-01T00:00:00Z"}))',
      'process-expired',
    ],
  ])('whose answer cannot be used says how: %s', async (script, reason) => {
    run(script)
    const error: unknown = await keysOf('proc').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'credentials-missing', params: { reason } })
    expect(JSON.stringify(error)).not.toContain('do-not-show')
  })
})
