import { beforeEach, expect, it } from 'vitest'
import { connectionIdSchema, messageIdSchema, queueUrlSchema } from '#contract'
import type { Clock } from '../lib/clock.ts'
import type { HandleEntry } from './handle-batch.ts'
import type { HoldRecords } from './hold-ports.ts'
import { HoldPages } from './hold-pages.ts'

let now = 0
const clock: Clock = { now: () => now, sleep: () => Promise.resolve() }
const key = {
  connectionId: connectionIdSchema.parse('sandbox'),
  queueUrl: queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders'),
}
interface Row {
  count: number
  handles?: string[]
}
let rows: Map<number, Row>
let begun: number
let given: Set<string>
let isFull: boolean

const records: HoldRecords = {
  begin: ({ count }) => {
    if (isFull) return Promise.reject(new Error('disk full'))
    rows.set((begun += 1), { count })
    return Promise.resolve(begun)
  },
  settle: (id, _untilMs, messages) => {
    rows.set(id, { count: 0, handles: messages.map(({ messageId }) => messageId) })
    return Promise.resolve()
  },
  extend: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  list: () => Promise.resolve([]),
  sum: () => Promise.resolve([]),
}
const handle = (id: string): HandleEntry => ({
  messageId: messageIdSchema.parse(id),
  receiptHandle: `h-${id}`,
})
const open = () =>
  new HoldPages({
    ...{ records, key, connectionName: 'Sandbox', clock, hideSeconds: 60 },
    isHeld: (id) => !given.has(id),
  })

beforeEach(() => {
  now = 0
  rows = new Map()
  begun = 0
  given = new Set()
  isFull = false
})

it('has many receives on the disk with one record, before the first is made', async () => {
  const pages = open()
  await pages.take()
  expect(rows.get(1)?.count).toBeGreaterThanOrEqual(100)
  await pages.take()
  expect(begun).toBe(1)
  expect(pages.underWay).toEqual([1])
})

it('names what came once all of a page are over, without what was given back', async () => {
  const pages = open()
  const first = await pages.take()
  const second = await pages.take()
  first.came([handle('a'), handle('b')], 0)
  second.nothing()
  given.add('a')
  await pages.close()
  expect(rows.get(1)).toEqual({ count: 0, handles: ['b'] })
  expect(pages.underWay).toEqual([])
})

it('leaves a record of what is hidden and cannot be named', async () => {
  const pages = open()
  const first = await pages.take()
  const second = await pages.take()
  first.lost(10)
  second.came([handle('a')], 2)
  await pages.close()
  expect([...rows.values()]).toEqual([{ count: 0, handles: ['a'] }, { count: 12 }])
})

it('turns the page after a while, so that handles are written though few receives are made', async () => {
  const pages = open()
  const first = await pages.take()
  first.came([handle('a')], 0)
  now = 1_000
  const second = await pages.take()
  expect(rows.get(1)).toEqual({ count: 0, handles: ['a'] })
  second.nothing()
  await pages.close()
})

it('lets no receive be made that is not on the disk', async () => {
  isFull = true
  await expect(open().take()).rejects.toThrow('disk full')
})
