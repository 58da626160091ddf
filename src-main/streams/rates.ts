export interface Load {
  records: number
  bytes: number
}

export interface Rate {
  /** The mean over the window. */
  perSecond: Load
  /** The most in any one second of it, records and bytes each: the limits count by seconds, and a mean hides a burst. */
  busiest: Load
}

const noLoad: Load = { records: 0, bytes: 0 }

interface Arrival {
  /** Data and partition key. */
  bytes: number
  arrivedAtMs: number
  readAtMs: number
}

/**
 * How much came into one shard in the last seconds, by the arrival times of the records read so far. Its clock is the
 * newest arrival, and runs on with ours from when that was read: so neither a wrong clock nor reading old records
 * matters, and a shard that falls silent falls to zero.
 */
export class ShardRate {
  readonly #loads: (Load & { second: number })[]
  #newestSecond = -Infinity
  #newestReadAtMs = 0

  constructor(seconds: number) {
    // One more, for the second that has not ended.
    this.#loads = Array.from({ length: seconds + 1 }, () => ({ ...noLoad, second: -Infinity }))
  }

  add({ bytes, arrivedAtMs, readAtMs }: Arrival): void {
    const second = Math.floor(arrivedAtMs / 1000)
    // Arrivals of a shard are in order but for milliseconds: so far back, somebody began to read elsewhere.
    if (second <= this.#newestSecond - this.#loads.length) this.clear()
    if (second > this.#newestSecond) {
      this.#newestSecond = second
      this.#newestReadAtMs = readAtMs
    }
    const load = this.#loads[second % this.#loads.length]
    if (load === undefined) return // a time before 1970, or none
    if (load.second !== second) Object.assign(load, noLoad, { second })
    load.records += 1
    load.bytes += bytes
  }

  clear(): void {
    this.#newestSecond = -Infinity
    for (const load of this.#loads) load.second = -Infinity
  }

  /** Each of the last whole seconds, the oldest first. */
  seconds(nowMs: number): Load[] {
    const passed = Math.max(0, Math.floor((nowMs - this.#newestReadAtMs) / 1000))
    const current = this.#newestSecond + passed
    return Array.from({ length: this.#loads.length - 1 }, (_, index) => {
      const second = current - this.#loads.length + 1 + index
      const load = this.#loads[second % this.#loads.length]
      return load?.second === second ? { records: load.records, bytes: load.bytes } : noLoad
    })
  }

  rate(nowMs: number): Rate {
    const seconds = this.seconds(nowMs)
    const sum = { ...noLoad }
    const busiest = { ...noLoad }
    for (const { records, bytes } of seconds) {
      sum.records += records
      sum.bytes += bytes
      busiest.records = Math.max(busiest.records, records)
      busiest.bytes = Math.max(busiest.bytes, bytes)
    }
    const mean = (total: number): number => total / seconds.length
    return { perSecond: { records: mean(sum.records), bytes: mean(sum.bytes) }, busiest }
  }
}
