import { readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from '#contract/z'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'

const path = join(tmpdir(), `weir-export-${String(process.pid)}.ndjson`)
const connectionId = 'sandbox'
let emulator: Emulator
let composed: ComposedWeir
let chosen: string | undefined
beforeAll(async () => {
  emulator = await startFauxqs()
  composed = composeForTest(emulator.endpoint, { chooseFile: () => Promise.resolve(chosen) })
})
afterAll(async () => {
  await composed.close()
  await emulator.close()
  rmSync(path, { force: true })
})

it('says what was called, by whom, as AWS CLI lines without what was sent, and exports it', async () => {
  const sqs = sqsClientFor(emulator.endpoint)
  const queueUrl = await createQueue(sqs, 'orders')
  await composed.client.connections.test({ connectionId })
  const input = { connectionId, queueUrl, body: 'card 4711' }
  await composed.client.messages.send(input)
  await composed.client.messages.look({ connectionId, queueUrl, max: 10 })

  const { entries, total } = await composed.client.journal.list({
    limit: 10,
    filter: { text: 'send-message' },
  })
  expect(total).toBe(1)
  expect(entries[0]).toMatchObject({ operation: 'messages.send', identity: emulator.endpoint })
  expect(entries[0]?.commands).toEqual([
    `aws sqs send-message --queue-url ${queueUrl} --message-body '<not kept>' --region us-east-1 --endpoint-url ${emulator.endpoint}`,
  ])

  chosen = undefined
  expect(await composed.client.journal.export({})).toEqual({ entries: 0 })
  chosen = path
  expect(await composed.client.journal.export({})).toEqual({ path, entries: 2 })
  const text = readFileSync(path, 'utf8')
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => z.looseObject({}).parse(JSON.parse(line)))
  expect(lines.map((line) => line['operation'])).toEqual(['messages.look', 'messages.send'])
  expect(text).not.toContain('4711')
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
})
