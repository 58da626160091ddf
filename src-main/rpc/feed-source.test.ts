import { describe, expect, it } from 'vitest'
import { openFeed } from './feed-source.ts'
import type { Demand } from './feed-source.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The window's side: what is pushed arrives, and may end or fail. */
function createDemand() {
  const waiting: ((result: IteratorResult<Demand>) => void)[] = []
  const failing: ((error: Error) => void)[] = []
  const input: AsyncIterator<Demand> = {
    next: () =>
      new Promise((resolve, reject) => {
        waiting.push(resolve)
        failing.push(reject)
      }),
  }
  return {
    input,
    push: (value: Demand) => waiting.shift()?.({ done: false, value }),
    end: () => waiting.shift()?.({ done: true, value: undefined }),
    fail: () => failing.at(-1)?.(new Error('the port is gone')),
  }
}

async function open(credit: number, signal = new AbortController().signal) {
  const demand = createDemand()
  const opening = openFeed(demand.input, signal)
  demand.push({ open: { some: 'params' }, credit })
  const feed = await opening
  return { ...feed, demand }
}

describe('a feed', () => {
  it('begins with its parameters and its first credit', async () => {
    const { params, credit } = await open(1)
    expect(params).toEqual({ some: 'params' })
    expect(await credit.take()).toBe(true)
    expect(credit.isEmpty).toBe(true)
  })

  it('has the credit that was said last', async () => {
    const { credit, demand } = await open(5)
    demand.push({ credit: 0 })
    await turn()
    expect(credit.isEmpty).toBe(true)
    const taken = credit.take()
    demand.push({ credit: 1 })
    expect(await taken).toBe(true)
  })

  it.each(['end', 'fail'] as const)('ends when the window does (%s)', async (how) => {
    const { credit, demand } = await open(0)
    await turn()
    const taken = credit.take()
    demand[how]()
    expect(await taken).toBe(false)
  })

  it('ends when it is aborted', async () => {
    const stop = new AbortController()
    const { credit } = await open(0, stop.signal)
    const taken = credit.take()
    stop.abort()
    expect(await taken).toBe(false)
  })

  it('ends when it was aborted before it began', async () => {
    const { credit } = await open(9, AbortSignal.abort())
    expect(await credit.take()).toBe(false)
  })
})

describe('what does not begin with parameters', () => {
  it('is refused', async () => {
    const demand = createDemand()
    const opening = openFeed(demand.input, new AbortController().signal)
    demand.push({ credit: 1 })
    await expect(opening).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('is refused when it ends before', async () => {
    const demand = createDemand()
    const opening = openFeed(demand.input, new AbortController().signal)
    demand.end()
    await expect(opening).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
