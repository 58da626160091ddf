import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CredentialPrompt } from '#contract'
import { describeError } from '../lib/log.ts'
import type { Log } from '../lib/log.ts'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { startFakeAws } from '../testing/fake-aws.ts'
import type { FakeAws } from '../testing/fake-aws.ts'
import { keyIdOf, stsError } from '../testing/fake-aws-answers.ts'
import { sqsEmulators } from '../testing/emulator-lacks.ts'
import type { Emulator } from '../testing/emulators.ts'

let aws: FakeAws
let composed: ComposedWeir
let chosen: string | undefined
/** Everything that was logged, as the desktop's log would write it. */
let logged: string[]

const log: Log = {
  info: (...line) => void logged.push(JSON.stringify(line)),
  warn: (...line) => void logged.push(JSON.stringify(line)),
  error: (event, error, facts) =>
    void logged.push(`${event} ${describeError(error)} ${JSON.stringify(facts)}`),
}

beforeAll(async () => {
  logged = []
  aws = await startFakeAws()
  composed = composeForTest(undefined, {
    log,
    chooseExistingFile: () => Promise.resolve(chosen),
  })
})
afterAll(async () => {
  await composed.close()
  await aws.close()
})
beforeEach(() => {
  aws.answer('GetCallerIdentity', undefined)
  vi.stubEnv('HTTPS_PROXY', aws.proxyUrl)
  vi.stubEnv('AWS_CA_BUNDLE', undefined)
})

const secret = 'do-not-show-this-secret'
const keys = () =>
  ({
    name: 'prod',
    target: { kind: 'keys', keyId: 'ASIAIOSFODNN7EXAMPLE' },
    region: 'eu-west-1',
    environment: 'production',
    caFile: aws.caFile,
    secrets: { secretAccessKey: secret, sessionToken: 'do-not-show-this-token' },
  }) as const

/** All that Weir has written of its own, and all that it logged. */
function everythingKept(): string {
  const files = readdirSync(composed.folder, { recursive: true, withFileTypes: true })
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
  return [...texts, ...logged].join('\n')
}

describe('a draft', () => {
  it('says who it would be, is signed with its own keys, and leaves nothing behind', async () => {
    const { client } = composed
    const before = await client.connections.list({})
    const tested = await client.connections.testDraft(keys())
    expect(tested.identity).toEqual({
      account: '123456789012',
      arn: 'arn:aws:sts::123456789012:assumed-role/iosfodnn7example/weir',
      source: 'keys ASIAIOSFODNN7EXAMPLE',
    })
    expect(aws.asked.at(-1)?.host).toBe('sts.eu-west-1.amazonaws.com')
    expect(aws.asked.map(keyIdOf).at(-1)).toBe('ASIAIOSFODNN7EXAMPLE')
    expect(await client.connections.list({})).toEqual(before)
    expect(everythingKept()).not.toContain('do-not-show')
  })

  it.each([
    ['SignatureDoesNotMatch', 'signature-mismatch', 'credentials-missing'],
    ['InvalidClientTokenId', 'key-unknown', 'credentials-missing'],
    ['ExpiredToken', 'token-expired', 'credentials-expired'],
  ])('that STS refuses with %s says why, without its secret', async (name, reason, code) => {
    aws.answer('GetCallerIdentity', () => stsError(name, 'refused'))
    const thrown: unknown = await composed.client.connections
      .testDraft(keys())
      .catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code, data: { params: { reason } } })
    expect(JSON.stringify(thrown)).not.toContain('do-not-show')
    expect(everythingKept()).not.toContain('do-not-show')
    expect((await composed.client.journal.list({ limit: 10 })).entries).toEqual([])
  })

  it('believes its own CA file alone', async () => {
    const { caFile, ...without } = keys()
    const { testDraft } = composed.client.connections
    await expect(testDraft(without)).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      data: { params: { reason: 'tls' } },
    })
    await expect(testDraft({ ...without, caFile: `${caFile}.gone` })).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { field: 'caFile', reason: 'ca-unreadable' } },
    })
  })

  it('of an edited connection uses the secret that is kept, and no other connection’s', async () => {
    const { client } = composed
    const { secrets: _, ...edited } = keys()
    const saved = await client.connections.add(keys())
    const { identity } = await client.connections.testDraft({ ...edited, editing: saved.id })
    expect(identity.source).toBe('keys ASIAIOSFODNN7EXAMPLE')
    await expect(client.connections.testDraft(edited)).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { field: 'secretAccessKey' } },
    })
    const target = { kind: 'keys', keyId: 'AKIAI44QH8DHBEXAMPLE' } as const
    await expect(
      client.connections.testDraft({ ...edited, target, editing: saved.id }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    await client.connections.remove({ connectionId: saved.id })
  })

  it('to another machine in the clear is not sent unasked', async () => {
    const target = { kind: 'emulator', endpoint: 'http://203.0.113.9:4566' } as const
    const draft = { name: 'far', target, region: 'us-east-1', environment: 'local' } as const
    await expect(composed.client.connections.testDraft(draft)).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { reason: 'plain-http' } },
    })
  })

  it('asks for the code of its device, and takes the question back when nobody waits', async () => {
    const home = mkdtempSync(join(tmpdir(), 'weir-draft-'))
    writeFileSync(
      join(home, 'config'),
      '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = base-secret\n' +
        '[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/jo\n',
    )
    vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'))
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'none'))
    const { client } = composed
    const stop = new AbortController()
    const draft = {
      ...keys(),
      target: { kind: 'profile', profile: 'ops' },
      secrets: undefined,
    } as const
    async function* demand() {
      yield { open: {}, credit: 100 }
      await new Promise((resolve) => {
        stop.signal.addEventListener('abort', resolve)
      })
    }
    const shown: CredentialPrompt[][] = []
    const watching = (async () => {
      for await (const item of await client.prompts.watch(demand(), { signal: stop.signal }))
        shown.push(item.prompts)
    })().catch(() => undefined) // ended by the abort below
    const givenUp = new AbortController()
    const first = client.connections.testDraft(draft, { signal: givenUp.signal })
    await expect.poll(() => shown.at(-1)).toMatchObject([{ kind: 'code', name: 'prod' }])
    givenUp.abort()
    await expect(first).rejects.toThrow()
    await expect.poll(() => shown.at(-1)).toEqual([])
    const second = client.connections.testDraft(draft)
    await expect.poll(() => shown.at(-1)).toHaveLength(1)
    const promptId = shown.at(-1)?.[0]?.id ?? ''
    await client.prompts.answer({ promptId, answer: { kind: 'code', code: '123456' } })
    expect((await second).identity.arn).toContain('assumed-role/ops')
    stop.abort()
    await watching
    rmSync(home, { recursive: true })
  })
})

describe('a CA file that is chosen', () => {
  it('is described; one that is none is refused by its name; and nothing need be chosen', async () => {
    const { chooseCaFile } = composed.client.connections
    chosen = aws.caFile
    expect(await chooseCaFile({})).toMatchObject({
      file: { path: aws.caFile, authorities: [{ name: 'Weir test-only CA' }] },
    })
    chosen = import.meta.filename
    await expect(chooseCaFile({})).rejects.toMatchObject({
      code: 'invalid-input',
      data: { params: { field: 'caFile', reason: 'ca-empty', path: chosen } },
    })
    chosen = undefined
    expect(await chooseCaFile({})).toEqual({})
  })

  it('is saved with its connection, and kept by a copy', async () => {
    const { client } = composed
    const saved = await client.connections.add(keys())
    expect(saved.caFile).toBe(aws.caFile)
    expect((await client.connections.test({ connectionId: saved.id })).identity.account).toBe(
      '123456789012',
    )
    const copy = await client.connections.duplicate({ connectionId: saved.id, name: 'copy' })
    expect(copy.caFile).toBe(aws.caFile)
    const { caFile: _, secrets: __, ...without } = keys()
    await client.connections.update({ ...without, connectionId: saved.id })
    await expect(client.connections.test({ connectionId: saved.id })).rejects.toMatchObject({
      code: 'endpoint-unreachable',
    })
    for (const { id } of [saved, copy]) await client.connections.remove({ connectionId: id })
  })
})

describe.each(sqsEmulators)('a draft of $name', ({ start }) => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await start()
  })
  afterAll(() => emulator.close())

  it('is asked for a list of one queue', async () => {
    const target = { kind: 'emulator', endpoint: emulator.endpoint } as const
    const draft = { name: 'here', target, region: 'us-east-1', environment: 'local' } as const
    const { identity } = await composed.client.connections.testDraft(draft)
    expect(identity).toMatchObject({ arn: emulator.endpoint, source: 'dummy keys' })
  })
})
