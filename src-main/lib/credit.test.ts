import { describe, expect, it } from 'vitest'
import { Credit } from './credit.ts'

/** Lets everything that can go on go on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A loop like those of the feeds: counts the rounds it was let do. */
function startLoop(credit: Credit): { rounds: number; ended: boolean } {
  const seen = { rounds: 0, ended: false }
  void (async () => {
    while (await credit.take()) seen.rounds += 1
    seen.ended = true
  })()
  return seen
}

describe('credit', () => {
  it('lets no round begin before any was given', async () => {
    const loop = startLoop(new Credit())
    await turn()
    expect(loop).toEqual({ rounds: 0, ended: false })
  })

  it('lets as many begin as were given, and then none', async () => {
    const credit = new Credit()
    const loop = startLoop(credit)
    credit.set(3)
    await turn()
    expect(loop.rounds).toBe(3)
    expect(credit.isEmpty).toBe(true)
    credit.set(2)
    await turn()
    expect(loop.rounds).toBe(5)
  })

  it('is replaced by a later word, not added to it', async () => {
    const credit = new Credit()
    credit.set(100)
    credit.set(2)
    const loop = startLoop(credit)
    await turn()
    expect(loop.rounds).toBe(2)
  })

  it('can be taken back by a window that hides', async () => {
    const credit = new Credit()
    credit.set(5)
    expect(await credit.take()).toBe(true)
    credit.set(0)
    const loop = startLoop(credit)
    await turn()
    expect(loop).toEqual({ rounds: 0, ended: false })
  })

  it('ends whoever waits, and gives nothing after the end', async () => {
    const credit = new Credit()
    const loop = startLoop(credit)
    await turn()
    credit.end()
    await turn()
    expect(loop).toEqual({ rounds: 0, ended: true })
    credit.set(4)
    expect(await credit.take()).toBe(false)
  })

  it('ends also with rounds left over', async () => {
    const credit = new Credit()
    credit.set(9)
    credit.end()
    expect(await credit.take()).toBe(false)
  })
})
