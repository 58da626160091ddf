import { describe, expect, it } from 'vitest'
import { sequenceNumberSchema, shardIdSchema } from '#contract'
import type { KeptRecord } from './kept-record.ts'
import { TailMemory } from './tail-memory.ts'

const shardId = shardIdSchema.parse('shardId-000000000000')
const data = Buffer.from('{"page":"/start"}')

function record(number: number): KeptRecord {
  return { shardId, sequenceNumber: sequenceNumberSchema.parse(String(number)), data }
}

function filled(count: number): TailMemory {
  const memory = new TailMemory()
  for (let number = 1; number <= count; number += 1) memory.keep(record(number))
  return memory
}

const all = { filter: undefined, max: 100_000, look: 100_000 }

describe('the memory of a tail', () => {
  it('lets nothing go before it was looked at, however much comes at once', () => {
    const memory = filled(60_000)
    expect(memory.oldestIndex).toBe(1)
    expect(memory.after(0, all).found).toHaveLength(60_000)
  })

  it('keeps the newest 50,000 of what was looked at, under the numbers that they came with', () => {
    const memory = filled(60_000)
    memory.take(60_000)
    expect(memory.oldestIndex).toBe(10_001)
    expect(memory.read).toBe(60_000)
    expect(memory.find(10_000)).toBeUndefined()
    expect(memory.find(10_001)?.sequenceNumber).toBe('10001')
    expect(memory.after(0, { ...all, max: 2 }).found.map(({ index }) => index)).toEqual([
      10_001, 10_002,
    ])
  })

  it('lets go by bytes, too, and always keeps the newest', () => {
    const memory = new TailMemory()
    const large = { ...record(1), data: Buffer.alloc(40 * 1024 * 1024) }
    for (let number = 1; number <= 3; number += 1) memory.keep(large)
    memory.take(3)
    expect([memory.oldestIndex, memory.read]).toEqual([3, 3])
  })
})
