import { describe, expect, it } from 'vitest'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { enoughRecords, mostRecords, openClickEvents } from './click-events.ts'
import { createPace } from './pace.ts'
import { createRandom } from './random.ts'
import type { WorldStream } from './world-stream.ts'

interface MemoryStream extends WorldStream {
  readonly now: () => number | undefined
  readonly made: () => number
}

/** A stream that only counts; `found` is what a world before this one has left in it. */
function createMemoryStream(found?: number): MemoryStream {
  let records = found
  let made = 0
  return {
    now: () => records,
    made: () => made,
    ensure() {
      if (records === undefined) made += 1
      records ??= 0
      return Promise.resolve()
    },
    put(clicks) {
      if (records === undefined) return Promise.reject(new Error('no such stream'))
      expect(clicks.length).toBeLessThanOrEqual(25)
      records += clicks.length
      return Promise.resolve()
    },
    held: () => Promise.resolve(records ?? 0),
    remove() {
      records = undefined
      return Promise.resolve()
    },
  }
}

async function open(stream: WorldStream) {
  const clock = createSteppedClock()
  const pace = createPace({ clock, speed: 1, onFailure: () => undefined })
  await openClickEvents({ clock, pace, random: createRandom(3), stream })
  return { clock, pace }
}

describe('click events', () => {
  it('come about once a second, and ten times slower once there are enough', async () => {
    const stream = createMemoryStream()
    const { clock, pace } = await open(stream)
    await clock.advance(600_000)
    const early = stream.now() ?? 0
    expect(early).toBeGreaterThan(600)
    expect(early).toBeLessThan(1200)
    await clock.advance(3_000_000)
    const before = stream.now() ?? 0
    expect(before).toBeGreaterThanOrEqual(enoughRecords)
    await clock.advance(600_000)
    expect((stream.now() ?? 0) - before).toBeLessThan(150)
    await pace.stop()
  })

  it('never hold more than they may, for a whole day', async () => {
    const stream = createMemoryStream()
    const { clock, pace } = await open(stream)
    for (let hour = 0; hour < 24; hour += 1) {
      await clock.advance(3_600_000)
      expect(stream.now()).toBeLessThan(mostRecords + 25)
    }
    await pace.stop()
    expect(stream.made()).toBeGreaterThan(1)
  })

  it('go on in the stream that is there, and begin anew where one holds enough', async () => {
    const kept = createMemoryStream(enoughRecords - 1)
    await (await open(kept)).pace.stop()
    expect(kept.made()).toBe(0)
    const full = createMemoryStream(enoughRecords)
    await (await open(full)).pace.stop()
    expect([full.made(), full.now()]).toEqual([1, 0])
  })

  it('come as soon as the stream can be made', async () => {
    const stream = createMemoryStream()
    let works = false
    const ensure = () => (works ? stream.ensure() : Promise.reject(new Error('not yet')))
    const { clock, pace } = await open({ ...stream, ensure })
    await clock.advance(5_000)
    expect(stream.now()).toBeUndefined()
    works = true
    await clock.advance(5_000)
    expect(stream.now()).toBeGreaterThan(0)
    await pace.stop()
  })
})
