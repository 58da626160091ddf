import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shardIdSchema } from '#contract'
import { findHashKey } from '#contract'
import { findShardAt, findShardOf, hashKeyOf, placeKey, shardRing } from './placement.ts'

const ringSize = 2n ** 128n
const hashKey = fc.bigInt({ min: 0n, max: ringSize - 1n })

/** The whole ring, cut before each of these keys. */
function shardsCutAt(cuts: readonly bigint[]) {
  const starts = [...new Set([0n, ...cuts])].sort((one, other) => (one < other ? -1 : 1))
  return starts.map((start, index) => ({
    shardId: shardIdSchema.parse(`shardId-${String(index).padStart(12, '0')}`),
    hashKeyRange: { start: String(start), end: String((starts[index + 1] ?? ringSize) - 1n) },
  }))
}

const halves = shardsCutAt([ringSize / 2n])
const [first, second] = halves.map(({ shardId }) => shardId)
const ring = shardRing(halves)

describe('the hash key of a partition key', () => {
  it.each([
    // RFC 1321, A.5.
    ['', '0xd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0x0cc175b9c0f1b6a831c399e269772661'],
    ['message digest', '0xf96b697d7cb7938d525a2f31aaf161d0'],
  ])('%j is its MD5 as a number', (key, hash) => {
    expect(hashKeyOf(key)).toBe(BigInt(hash))
  })

  it('is that of its UTF-8', () => {
    const md5 = createHash('md5').update(Buffer.from('주문-é-😀')).digest('hex')
    expect(hashKeyOf('주문-é-😀')).toBe(BigInt(`0x${md5}`))
  })
})

describe('the shard of a key', () => {
  it('is the one whose range holds it, both ends included', () => {
    fc.assert(
      fc.property(fc.array(hashKey, { maxLength: 40 }), fc.array(hashKey), (cuts, keys) => {
        const shards = shardsCutAt(cuts)
        const cut = shardRing(
          fc.sample(fc.shuffledSubarray(shards, { minLength: shards.length }), 1)[0] ?? [],
        )
        const ends = shards.flatMap(({ hashKeyRange: { start, end } }) => [
          BigInt(start),
          BigInt(end),
        ])
        for (const key of [...keys, ...ends]) {
          const holder = shards.find(
            ({ hashKeyRange: { start, end } }) => BigInt(start) <= key && key <= BigInt(end),
          )
          expect(findShardAt(cut, key)).toBe(holder?.shardId)
        }
      }),
    )
  })

  it('is found alike by partition key and by hash key', () => {
    const cut = shardRing(shardsCutAt([1n, ringSize / 16n, ringSize / 3n, ringSize - 1n]))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(findShardOf(cut, key)).toBe(findShardAt(cut, hashKeyOf(key)))
      }),
    )
  })

  it('is never a closed one', () => {
    const parent = {
      shardId: shardIdSchema.parse('shardId-parent'),
      hashKeyRange: { start: '0', end: String(ringSize - 1n) },
      sequenceNumberRange: { start: '1', end: '2' },
    }
    const open = halves.map((shard) => ({ ...shard, sequenceNumberRange: { start: '3' } }))
    expect(findShardAt(shardRing([parent, ...open]), 0n)).toBe(first)
    expect(findShardAt(shardRing([parent]), 0n)).toBeUndefined()
  })

  it('is none where the list has a gap, a range that is none, or nothing', () => {
    expect(findShardAt(shardRing(halves.slice(1)), 5n)).toBeUndefined()
    expect(findShardAt(shardRing(halves.slice(0, 1)), ringSize - 1n)).toBeUndefined()
    expect(findShardAt(shardRing([]), 5n)).toBeUndefined()
    const broken = halves.map((shard) => ({ ...shard, hashKeyRange: { start: 'x', end: '9' } }))
    expect(findShardAt(shardRing(broken), 5n)).toBeUndefined()
  })
})

describe('placing a key', () => {
  it('goes by the partition key, unless there is an explicit hash key', () => {
    const hash = String(hashKeyOf('a'))
    expect(placeKey(ring, { partitionKey: 'a' })).toEqual({
      kind: 'shard',
      shardId: first,
      hashKey: hash,
    })
    const explicitHashKey = String(ringSize - 1n)
    expect(placeKey(ring, { partitionKey: 'a', explicitHashKey })).toEqual({
      kind: 'shard',
      shardId: second,
      hashKey: explicitHashKey,
    })
  })

  it('says any where the stream distributes by itself', () => {
    expect(placeKey(ring, { partitionKey: 'a' }, 'auto')).toEqual({ kind: 'any' })
    expect(placeKey(ring, {}, 'auto')).toEqual({ kind: 'any' })
  })

  it.each(['', '-1', '1e3', String(ringSize)])('refuses the hash key %j', (explicitHashKey) => {
    expect(placeKey(ring, { partitionKey: 'a', explicitHashKey })).toEqual({ kind: 'bad-hash-key' })
    expect(placeKey(ring, { explicitHashKey }, 'auto')).toEqual({ kind: 'bad-hash-key' })
    expect(findHashKey(explicitHashKey)).toBeUndefined()
  })

  it('asks for a key where there is none', () => {
    expect(placeKey(ring, {})).toEqual({ kind: 'no-key' })
    expect(placeKey(ring, { partitionKey: '' })).toEqual({ kind: 'no-key' })
  })

  it('says the hash key where no shard of the list takes it', () => {
    expect(placeKey(shardRing([]), { explicitHashKey: '7' })).toEqual({
      kind: 'none',
      hashKey: '7',
    })
  })
})
