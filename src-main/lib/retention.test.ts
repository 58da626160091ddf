import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { startRetention } from './retention.ts'
import type { RetentionParts } from './retention.ts'

const dayMs = 86_400_000

const path = fileURLToPath(import.meta.url)

function start(change: { path?: string } = {}) {
  const clock = createSteppedClock(1_000 * dayMs)
  const deleteOlder = vi.fn<RetentionParts['store']['deleteOlder']>(() => Promise.resolve(2))
  const told = { onRemoved: vi.fn(), onFailed: vi.fn() }
  const set = { days: 0 }
  const days = () => set.days
  const stop = startRetention({
    store: { deleteOlder },
    path,
    clock,
    days,
    ...told,
    ...change,
  })
  return { clock, deleteOlder, told, set, stop }
}

describe('retention', () => {
  it('removes nothing until it is set, then what is older than so many days', async () => {
    const { clock, deleteOlder, told, set, stop } = start()
    await clock.advance(dayMs / 24)
    expect(deleteOlder).not.toHaveBeenCalled()
    set.days = 30
    await clock.advance(60_000)
    expect(deleteOlder.mock.calls.map(([thanMs]) => thanMs)).toEqual([clock.now() - 30 * dayMs])
    expect(told.onRemoved.mock.calls).toEqual([[2]])
    await stop()
  })

  it('makes no file where there is none', async () => {
    const { clock, deleteOlder, set, stop } = start({ path: `${path}.not-there` })
    set.days = 7
    await clock.advance(600_000)
    expect(deleteOlder).not.toHaveBeenCalled()
    await stop()
  })

  it('tries again after a failure, and ends with Weir', async () => {
    const { clock, deleteOlder, told, set, stop } = start()
    set.days = 1
    const locked = new Error('locked')
    deleteOlder.mockRejectedValueOnce(locked)
    await clock.advance(60_000)
    expect(told.onFailed.mock.calls).toEqual([[locked]])
    await clock.advance(60_000)
    expect(deleteOlder).toHaveBeenCalledTimes(2)
    await stop()
    await clock.advance(600_000)
    expect(deleteOlder).toHaveBeenCalledTimes(2)
  })
})
