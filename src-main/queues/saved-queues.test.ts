import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionIdSchema, queueUrlSchema } from '#contract'
import { openJsonFile } from '../lib/json-file.ts'
import { noSavedQueues, SavedQueues, savedQueuesSchema } from './saved-queues.ts'

const [one, two] = [connectionIdSchema.parse('c-1'), connectionIdSchema.parse('c-2')]
const orders = queueUrlSchema.parse('http://x/1/orders')
const mails = queueUrlSchema.parse('http://x/1/mails')

let folder: string
let existing: string[]

function open(): SavedQueues {
  const file = openJsonFile({
    folder,
    name: 'queues',
    schema: savedQueuesSchema,
    initial: noSavedQueues,
    onSetAside: () => undefined,
    nowMs: () => 0,
  })
  return new SavedQueues(file, (id) => existing.includes(id))
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-saved-'))
  existing = [one, two]
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('saved queues', () => {
  it('outlive the program, each connection with its own', () => {
    const saved = open()
    saved.setFavourite(one, [orders, mails], true)
    saved.setFavourite(one, [orders], false)
    saved.setFavourite(two, [orders], true)
    saved.pin(two, mails)
    const again = open()
    expect(again.favourites(one)).toEqual([mails])
    expect(again.favourites(two)).toEqual([orders])
    expect([again.pins(one), again.pins(two)]).toEqual([[], [mails]])
  })

  it('are there once, however often they are added', () => {
    const saved = open()
    saved.pin(one, orders)
    saved.pin(one, orders)
    saved.setFavourite(one, [orders, orders], true)
    expect([saved.pins(one), saved.favourites(one)]).toEqual([[orders], [orders]])
    saved.unpin(one, orders)
    expect(saved.pins(one)).toEqual([])
    expect(saved.favourites(one)).toEqual([orders])
  })

  it('go with their connection, at the next change', () => {
    open().setFavourite(two, [orders], true)
    existing = [one]
    const saved = open()
    saved.pin(one, mails)
    expect(open().favourites(two)).toEqual([])
  })
})
