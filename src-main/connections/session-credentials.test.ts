import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema } from '#contract'
import type { CredentialPrompt } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { startFakeAws } from '../testing/fake-aws.ts'
import type { FakeAws } from '../testing/fake-aws.ts'
import { findAwsAnswer, stsError } from '../testing/fake-aws-answers.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { agentOptions } from './agents.ts'
import { CredentialPrompts } from './credential-prompts.ts'
import { obtainCredentials } from './credentials.ts'
import { SessionCredentials } from './session-credentials.ts'

const connection = connectionSchema.parse({
  id: 'c-1',
  name: 'prod',
  target: { kind: 'profile', profile: 'prod' },
  region: 'eu-west-1',
  environment: 'production',
  guard: 'read-only',
})
const device = 'arn:aws:iam::123456789012:mfa/jo'

const wrongCode = stsError(
  'AccessDenied',
  'MultiFactorAuthentication failed with invalid MFA one time pass code.',
)

let folder: string
let aws: FakeAws
let prompts: CredentialPrompts
let credentials: SessionCredentials

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-mfa-'))
  writeFileSync(
    join(folder, 'config'),
    `[profile prod]\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = base\nmfa_serial = ${device}\n`,
  )
  writeFileSync(
    join(folder, 'credentials'),
    '[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = base-secret\n',
  )
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'))
  aws = await startFakeAws()
  aws.answer('AssumeRole', (asked) =>
    asked.fields['TokenCode'] === '123456' ? findAwsAnswer(asked) : wrongCode,
  )
  prompts = new CredentialPrompts()
  credentials = open()
})
afterEach(async () => {
  await aws.close()
  rmSync(folder, { recursive: true })
})

function open(): SessionCredentials {
  const way = { endpoint: undefined, caFile: aws.caFile }
  return new SessionCredentials({
    clock: createSteppedClock(0),
    onEnded: () => undefined,
    obtain: () =>
      obtainCredentials({
        connection,
        vault: undefined,
        askCode: (question) => prompts.askCode(connection, question),
        requestHandler: agentOptions(way, { HTTPS_PROXY: aws.proxyUrl }),
      }),
  })
}

/** The one question that is open now. */
async function asked(wasWrong = false): Promise<CredentialPrompt> {
  return vi.waitFor(() => {
    const [prompt, ...others] = prompts.list()
    expect(others).toEqual([])
    expect(prompt).toMatchObject({ kind: 'code', device, wasWrong })
    if (prompt === undefined) throw new Error('nothing is asked')
    return prompt
  })
}

describe('the code of a device', () => {
  it('is asked for once although sixteen calls wait, and once only', async () => {
    const changes = vi.fn()
    prompts.onChange(changes)
    const waiting = Array.from({ length: 16 }, () => credentials.get())
    prompts.answer((await asked()).id, { kind: 'code', code: '123456' })
    for (const each of await Promise.all(waiting)) {
      expect(each).toMatchObject({ accessKeyId: 'ASIAOPS', sessionToken: 'token-of-ops' })
    }
    await credentials.get()
    expect(aws.asked).toHaveLength(1)
    expect(aws.asked[0]?.fields['SerialNumber']).toBe(device)
    expect(changes).toHaveBeenCalledTimes(2) // asked, answered
  })

  it('that is wrong is asked for again, and said to have been wrong', async () => {
    const waiting = credentials.get()
    prompts.answer((await asked()).id, { kind: 'code', code: '000000' })
    prompts.answer((await asked(true)).id, { kind: 'code', code: '123456' })
    expect(await waiting).toMatchObject({ accessKeyId: 'ASIAOPS' })
    expect(aws.asked).toHaveLength(2)
  })

  it('that nobody gives cancels what waits, without a call', async () => {
    const waiting = expect(credentials.get()).rejects.toMatchObject({ code: 'cancelled' })
    prompts.answer((await asked()).id, { kind: 'cancel' })
    await waiting
    expect(aws.asked).toEqual([])
    expect(prompts.list()).toEqual([])
  })

  it('is not asked for on behalf of a connection that is closed', async () => {
    const waiting = expect(credentials.get()).rejects.toMatchObject({ code: 'cancelled' })
    await asked()
    prompts.drop(connection.id)
    await waiting
  })
})

describe('credentials', () => {
  it('are asked for anew five minutes before they end', async () => {
    const clock = createSteppedClock(0)
    const obtain = vi.fn(() => {
      const expiration = new Date(clock.now() + 3_600_000)
      return Promise.resolve({ accessKeyId: 'A', secretAccessKey: 'x', expiration })
    })
    const mine = new SessionCredentials({ clock, obtain, onEnded: () => undefined })
    await mine.get()
    await clock.advance(54 * 60_000)
    await mine.get()
    expect(obtain).toHaveBeenCalledTimes(1)
    await clock.advance(2 * 60_000)
    await mine.get()
    expect(obtain).toHaveBeenCalledTimes(2)
  })

  it('that ended are told of once, and not asked for until somebody says that they are there', async () => {
    const onEnded = vi.fn()
    const obtain = vi.fn(() => Promise.resolve({ accessKeyId: 'A', secretAccessKey: 'x' }))
    const mine = new SessionCredentials({ clock: createSteppedClock(0), obtain, onEnded })
    await mine.get()
    const error = new AppError('credentials-expired', 'ended')
    mine.end(error)
    mine.end(new AppError('credentials-expired', 'ended too'))
    expect(onEnded).toHaveBeenCalledTimes(1)
    await expect(mine.get()).rejects.toBe(error)
    expect(obtain).toHaveBeenCalledTimes(1)
    mine.renew()
    await mine.get()
    expect(obtain).toHaveBeenCalledTimes(2)
  })

  it('that could not be had are asked for again by the next call', async () => {
    const obtain = vi
      .fn()
      .mockRejectedValueOnce(new Error('not yet'))
      .mockResolvedValue({ accessKeyId: 'A', secretAccessKey: 'x' })
    const mine = new SessionCredentials({
      clock: createSteppedClock(0),
      obtain,
      onEnded: () => undefined,
    })
    await expect(mine.get()).rejects.toThrow('not yet')
    expect(await mine.get()).toMatchObject({ accessKeyId: 'A' })
  })
})
