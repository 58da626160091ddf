import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concurrently } from './concurrently.ts'

/** Lets everything that can go on go on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('work over many items', () => {
  it('does each once, in order of start, and never more than the limit at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 3 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        async (turns, limit) => {
          const started: number[] = []
          let running = 0
          let most = 0
          await concurrently([...turns.keys()], limit, async (item) => {
            started.push(item)
            most = Math.max(most, (running += 1))
            for (let left = turns[item] ?? 0; left > 0; left -= 1) await turn()
            running -= 1
          })
          expect(started).toEqual([...turns.keys()])
          expect(running).toBe(0)
          expect(most).toBeLessThanOrEqual(Math.min(limit, turns.length))
        },
      ),
    )
  })

  it('uses the whole limit: a slow item holds up nobody but itself', async () => {
    const slow = Promise.withResolvers<undefined>()
    const done: string[] = []
    const all = concurrently(['slow', 'a', 'b', 'c'], 2, async (item) => {
      if (item === 'slow') await slow.promise
      done.push(item)
    })
    await expect.poll(() => done).toEqual(['a', 'b', 'c'])
    slow.resolve(undefined)
    await all
    expect(done).toEqual(['a', 'b', 'c', 'slow'])
  })

  it('begins what follows together: after all that ended in one turn, before the next', async () => {
    const seen: string[] = []
    const answer = Promise.withResolvers<undefined>()
    // Of two whose answers come together, one takes more steps to read its own.
    const steps = { a: 0, b: 20, c: 0, d: 20 }
    const all = concurrently(['a', 'b', 'c', 'd'] as const, 2, async (item) => {
      seen.push(`begin ${item}`)
      await answer.promise
      for (let left = steps[item]; left > 0; left -= 1) await Promise.resolve()
      seen.push(`end ${item}`)
    })
    answer.resolve(undefined)
    await all
    expect(seen.slice(0, 6)).toEqual(['begin a', 'begin b', 'end a', 'end b', 'begin c', 'begin d'])
  })

  it('fails with the failure of an item, and then begins no other', async () => {
    const started: number[] = []
    const open = Promise.withResolvers<undefined>()
    const all = concurrently([0, 1, 2, 3, 4], 2, async (item) => {
      started.push(item)
      if (item === 1) throw new Error('no')
      await open.promise
    })
    await expect(all).rejects.toThrow('no')
    open.resolve(undefined)
    await turn()
    expect(started).toEqual([0, 1])
  })

  it('is done at once with nothing to do', async () => {
    await expect(concurrently([], 4, () => Promise.reject(new Error('no')))).resolves.toBe(
      undefined,
    )
  })
})
