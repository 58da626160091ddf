import type { ShardId, StreamLoad } from '#contract'
import type { Clock } from '../../lib/clock.ts'
import { ShardRate } from '../rates.ts'
import { TopKeys } from '../top-keys.ts'
import type { KeptRecord } from './kept-record.ts'
import type { ReadRecord } from './shard-cursor.ts'
import { arrivalOf } from './shard-lane.ts'

const rateSeconds = 10
const keys = { windowMs: 120_000, counters: 400 }
const keysShown = 20

/** How much comes through each shard and by which keys, from what a tail reads anyway. */
export class TailLoad {
  readonly #clock: Clock
  readonly #rates = new Map<ShardId, ShardRate>()
  readonly #keys = new TopKeys(keys)
  #readAtMs: number | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A read, also an empty one: until then the rates are known. */
  add(shardId: ShardId, records: readonly ReadRecord[]): void {
    const readAtMs = this.#clock.now()
    this.#readAtMs = readAtMs
    const rate = this.#rates.get(shardId) ?? new ShardRate(rateSeconds)
    this.#rates.set(shardId, rate)
    for (const record of records) {
      const arrivedAtMs = arrivalOf(record)
      const bytes = record.Data.length + Buffer.byteLength(record.PartitionKey ?? '')
      if (arrivedAtMs !== undefined) rate.add({ bytes, arrivedAtMs, readAtMs })
    }
  }

  /** Of a packed record each part counts by its own key, since that is the one its producer gave. */
  addKey({ partitionKey, data }: KeptRecord): void {
    if (partitionKey === undefined) return
    const bytes = data.length + Buffer.byteLength(partitionKey)
    this.#keys.add(partitionKey, bytes, this.#readAtMs ?? this.#clock.now())
  }

  /** Undefined until something was read. The rates are of the last read: of a tail that rests nothing newer is known. */
  report(): StreamLoad | undefined {
    const readAtMs = this.#readAtMs
    if (readAtMs === undefined) return undefined
    const top = this.#keys.top(keysShown, 'records', readAtMs)
    const { records, bytes, maxError, sinceMs } = top
    return {
      shards: [...this.#rates].map(([shardId, rate]) => ({ shardId, ...rate.rate(readAtMs) })),
      seconds: rateSeconds,
      keys: top.keys,
      ...{ counted: { records, bytes }, maxError, sinceMs, readAtMs },
    }
  }
}
