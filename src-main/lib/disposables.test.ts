import { describe, expect, it, vi } from 'vitest'
import { DisposableStore } from './disposables.ts'

describe('a store of disposables', () => {
  it('ends what was made last first, one after the other', async () => {
    const store = new DisposableStore()
    const ended: string[] = []
    const first = Promise.withResolvers<undefined>()
    store.add(() => {
      ended.push('a')
    })
    store.add(async () => {
      await first.promise
      ended.push('b')
    })
    const done = store.dispose()
    expect(ended).toEqual([])
    first.resolve(undefined)
    await done
    expect(ended).toEqual(['b', 'a'])
    expect(store.size).toBe(0)
  })

  it('ends each thing once, however often it is asked', async () => {
    const store = new DisposableStore()
    const dispose = vi.fn()
    store.add(dispose)
    await store.dispose()
    await store.dispose()
    expect(dispose).toHaveBeenCalledTimes(1)
  })

  it('ends at once what is added after its end', async () => {
    const store = new DisposableStore()
    await store.dispose()
    const dispose = vi.fn()
    const takeOut = store.add(dispose)
    expect(dispose).toHaveBeenCalledTimes(1)
    takeOut()
    expect(store.size).toBe(0)
  })

  it('lets go of what was taken out, and of nothing else', async () => {
    const store = new DisposableStore()
    const kept = vi.fn()
    const taken = vi.fn()
    store.add(kept)
    const takeOut = store.add(taken)
    takeOut()
    expect(store.size).toBe(1)
    await store.dispose()
    expect(kept).toHaveBeenCalledTimes(1)
    expect(taken).not.toHaveBeenCalled()
  })

  it('ends the others when some fail, and tells of all failures together', async () => {
    const store = new DisposableStore()
    const between = vi.fn()
    store.add(() => {
      throw new Error('first made')
    })
    store.add(between)
    store.add(() => Promise.reject(new Error('last made')))
    const failure: unknown = await store.dispose().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AggregateError)
    expect(failure).toMatchObject({ errors: [{ message: 'last made' }, { message: 'first made' }] })
    expect(between).toHaveBeenCalledTimes(1)
  })
})
