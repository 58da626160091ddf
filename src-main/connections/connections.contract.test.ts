import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { sqsEmulators } from '../testing/emulator-lacks.ts'
import { sqsClientFor } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'

const draft = { region: 'us-east-1', environment: 'local' } as const

describe('two emulators as two connections', () => {
  let emulators: Emulator[]
  let composed: ComposedWeir

  beforeAll(async () => {
    emulators = await Promise.all(sqsEmulators.map(({ start }) => start()))
    composed = composeForTest()
  })
  afterAll(async () => {
    await composed.close()
    await Promise.all(emulators.map((emulator) => emulator.close()))
  })

  it('are saved, tested, and never mix their queues', async () => {
    const { client } = composed
    const ids = await Promise.all(
      emulators.map(async ({ endpoint }, index) => {
        await createQueue(sqsClientFor(endpoint), `only-in-${String(index)}`)
        const added = await client.connections.add({
          ...draft,
          name: `emulator ${String(index)}`,
          target: { kind: 'emulator', endpoint },
        })
        expect(added.guard).toBe('open')
        return added.id
      }),
    )
    const lists = await Promise.all(ids.map((connectionId) => client.queues.list({ connectionId })))
    expect(lists.map(({ queues }) => queues.map((queue) => queue.name))).toEqual([
      ['only-in-0'],
      ['only-in-1'],
    ])
    const { identity } = await client.connections.test({ connectionId: String(ids[0]) })
    expect(identity.source).toBe('dummy keys')
    await client.connections.remove({ connectionId: String(ids[0]) })
    await expect(client.queues.list({ connectionId: String(ids[0]) })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await client.queues.list({ connectionId: String(ids[1]) })).queues).toHaveLength(1)
  })
})

describe('an AWS profile', () => {
  let folder: string
  let composed: ComposedWeir

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'weir-aws-'))
    writeFileSync(join(folder, 'config'), '[profile empty]\nregion = eu-west-1\n')
    writeFileSync(join(folder, 'credentials'), '')
    composed = composeForTest()
  })
  afterAll(async () => {
    await composed.close()
    rmSync(folder, { recursive: true })
  })

  it('starts read-only; without keys the error says so and no call is made', async () => {
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'))
    const { client } = composed
    expect((await client.connections.listProfiles({})).profiles).toEqual([
      { name: 'empty', region: 'eu-west-1', kind: 'none', mfa: false },
    ])
    const added = await client.connections.add({
      name: 'empty',
      target: { kind: 'profile', profile: 'empty' },
      region: 'eu-west-1',
      environment: 'production',
    })
    expect(added.guard).toBe('read-only')
    await expect(client.connections.test({ connectionId: added.id })).rejects.toMatchObject({
      code: 'credentials-missing',
      data: { effectUnknown: false },
    })
    await expect(
      client.messages.look({ connectionId: added.id, queueUrl: 'https://sqs/1/q', max: 1 }),
    ).rejects.toMatchObject({
      code: 'guarded',
      data: { refusal: { reason: 'level', needs: 'look' } },
    })
    expect(readFileSync(join(folder, 'config'), 'utf8')).toBe(
      '[profile empty]\nregion = eu-west-1\n',
    )
  })
})
