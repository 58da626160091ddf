import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../lib/app-error.ts'
import { notingPurge } from './queue-removal.ts'

async function isNoted(purge: () => Promise<unknown>): Promise<boolean> {
  const onQuiet = vi.fn()
  await notingPurge(onQuiet, purge).catch(() => undefined)
  return onQuiet.mock.calls.length === 1
}

describe('the minute after a purge', () => {
  it.each([
    ['was made', () => Promise.resolve('r-1'), true],
    [
      'may have been made',
      () => Promise.reject(new AppError('timed-out', 'no answer', { effectUnknown: true })),
      true,
    ],
    [
      'is under way already',
      () =>
        Promise.reject(
          new AppError('conflict', 'wait', { params: { name: 'PurgeQueueInProgress' } }),
        ),
      true,
    ],
    ['was denied', () => Promise.reject(new AppError('access-denied', 'no')), false],
  ])('is noted rightly where it %s', async (_, purge, expected) => {
    expect(await isNoted(purge)).toBe(expected)
  })
})
