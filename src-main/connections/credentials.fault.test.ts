import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { CredentialPrompt } from '#contract'
import { startFaultyWeir } from '../testing/faulty-weir.ts'

const connectionId = 'sandbox'
const { proxy, composed, client } = await startFaultyWeir()

/** Every list of prompts that a window is shown, until it stops reading. */
function watchPrompts() {
  const stop = new AbortController()
  const wanted = Promise.withResolvers<undefined>()
  stop.signal.addEventListener('abort', () => {
    wanted.resolve(undefined)
  })
  async function* demand() {
    yield { open: {}, credit: 100 }
    await wanted.promise
  }
  const seen: CredentialPrompt[][] = []
  const reading = (async () => {
    const items = await client.prompts.watch(demand(), { signal: stop.signal })
    for await (const { prompts } of items) seen.push(prompts)
  })().catch(() => undefined) // ended by the abort below
  return {
    seen,
    close: async () => {
      stop.abort()
      await reading
    },
  }
}

const list = () => client.queues.list({ connectionId })

it('expired credentials: one prompt for sixteen calls, then no call until somebody says so', async () => {
  const watch = watchPrompts()
  proxy.inject({ fault: 'expired-token' })
  const before = proxy.count()
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, list))
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'credentials-expired' } })
  }
  const refused = proxy.count()
  expect(refused - before).toBeLessThanOrEqual(16)

  // They are there again, but nobody has said so.
  proxy.clear()
  await expect(list()).rejects.toMatchObject({ code: 'credentials-expired' })
  expect(proxy.count()).toBe(refused)
  await expect.poll(() => watch.seen.at(-1)).toHaveLength(1)
  const prompts = new Set(watch.seen.flat().map(({ id }) => id))
  expect(prompts.size).toBe(1)

  const [promptId = ''] = prompts
  await client.prompts.answer({ promptId, answer: { kind: 'again' } })
  expect(await list()).toMatchObject({ queues: [] })
  await expect.poll(() => watch.seen.at(-1)).toEqual([])
  await expect(
    client.prompts.answer({ promptId, answer: { kind: 'again' } }),
  ).rejects.toMatchObject({ code: 'not-found' })
  await watch.close()
})

it('static keys: the secret goes in once, is nowhere in the files, and goes with its connection', async () => {
  const { folder } = composed
  const secrets = { secretAccessKey: 'do-not-show-this-secret-anywhere' }
  const draft = {
    name: 'keys',
    target: { kind: 'keys', keyId: 'AKIAIOSFODNN7EXAMPLE' },
    region: 'us-east-1',
    environment: 'production',
  } as const
  await expect(client.connections.add(draft)).rejects.toMatchObject({
    code: 'invalid-input',
    data: { params: { field: 'secretAccessKey' } },
  })
  const added = await client.connections.add({ ...draft, secrets })
  expect(added.guard).toBe('read-only')
  const { id } = added
  const edited = await client.connections.update({ ...draft, connectionId: id, name: 'renamed' })
  const { connections } = await client.connections.list({})
  for (const shown of [added, edited, connections]) {
    expect(JSON.stringify(shown)).not.toContain('do-not-show')
  }
  expect(readFileSync(join(folder, 'connections.json'), 'utf8')).not.toContain('do-not-show')
  expect(await client.vaults.isLasting({})).toEqual({ isLasting: false })
  await expect(
    client.connections.update({
      ...draft,
      connectionId: id,
      target: { kind: 'keys', keyId: 'AKIAI44QH8DHBEXAMPLE' },
    }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  await client.connections.remove({ connectionId: id })
})
