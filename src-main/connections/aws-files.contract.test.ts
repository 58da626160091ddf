import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { composeForTest } from '../testing/composed-weir.ts'
import { startFakeAws } from '../testing/fake-aws.ts'

/** Every file and folder, with what it holds, when it was changed, and who may read it. */
function stateOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const { mtimeMs, ctimeMs, mode, size } = statSync(path)
      const isFile = statSync(path).isFile()
      const hash = isFile ? createHash('sha256').update(readFileSync(path)).digest('hex') : ''
      return [name, mtimeMs, ctimeMs, mode, size, hash].join(' ')
    })
}

it('a whole round of testing, adding, editing, copying and removing leaves ~/.aws as it was', async () => {
  const home = mkdtempSync(join(tmpdir(), 'weir-home-'))
  const folder = join(home, '.aws')
  mkdirSync(join(folder, 'sso', 'cache'), { recursive: true })
  writeFileSync(
    join(folder, 'config'),
    '[profile ops]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = base\n' +
      '[profile team]\nsso_session = main\nsso_account_id = 123456789012\nsso_role_name = Dev\n' +
      '[sso-session main]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n',
  )
  writeFileSync(
    join(folder, 'credentials'),
    '[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = base-secret\n',
  )
  const accessToken = { accessToken: 'sso-token', expiresAt: '2100-01-01T00:00:00Z' }
  const token = createHash('sha1').update('main').digest('hex')
  writeFileSync(join(folder, 'sso', 'cache', `${token}.json`), JSON.stringify(accessToken))
  const aws = await startFakeAws()
  for (const [name, value] of Object.entries({
    HOME: home,
    USERPROFILE: home,
    HTTPS_PROXY: aws.proxyUrl,
    AWS_CONFIG_FILE: undefined,
    AWS_SHARED_CREDENTIALS_FILE: undefined,
    AWS_CA_BUNDLE: undefined,
  })) {
    vi.stubEnv(name, value)
  }
  const before = stateOf(folder)
  const composed = composeForTest()
  const { connections } = composed.client
  expect((await connections.listProfiles({})).profiles).toHaveLength(3)
  for (const profile of ['ops', 'team']) {
    const draft = {
      name: profile,
      target: { kind: 'profile', profile },
      region: 'eu-west-1',
      environment: 'production',
      caFile: aws.caFile,
    } as const
    expect((await connections.testDraft(draft)).identity.source).toBe(`profile ${profile}`)
    const { id } = await connections.add(draft)
    await connections.test({ connectionId: id })
    await connections.update({ ...draft, connectionId: id, region: 'us-east-1' })
    await connections.test({ connectionId: id })
    const copy = await connections.duplicate({ connectionId: id, name: 'copy' })
    for (const connectionId of [id, copy.id]) await connections.remove({ connectionId })
  }
  await composed.close()
  await aws.close()
  expect(aws.asked.length).toBeGreaterThan(6)
  expect(stateOf(folder)).toEqual(before)
  rmSync(home, { recursive: true })
})
