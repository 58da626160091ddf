import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { HeldQueue } from '#contract'
import { heldQueueSchema } from '#contract'
import { HeldList } from './held-list.tsx'

function queue(counts: Pick<HeldQueue, 'held' | 'left' | 'uncertain'>): HeldQueue {
  return heldQueueSchema.parse({
    connectionId: 'sandbox',
    connectionName: 'Sandbox',
    queueUrl: 'http://127.0.0.1:4566/0/orders',
    name: 'orders',
    untilMs: 1_763_800_030_000,
    ...counts,
  })
}

function show(held: HeldQueue): string {
  render(
    <MantineProvider>
      <HeldList queues={[held]} />
    </MantineProvider>,
  )
  return screen.getByRole('listitem').textContent
}

it('tells what is held from what may be, and until when at the latest', () => {
  const text = show(queue({ held: 2, left: 1, uncertain: 10 }))
  expect(text).toContain('2 held, their queue is open')
  expect(text).toContain('1 hidden, not renewed')
  expect(text).toContain('at most 10 may be hidden: no answer came')
  expect(text).toContain('at the latest')
  expect(screen.getByRole('button', { name: 'Return now' })).toBeTruthy()
})

it('offers no return of what it has no handle for, and says why', () => {
  expect(show(queue({ held: 0, left: 0, uncertain: 10 }))).toContain(
    'there is nothing to return them with',
  )
  expect(screen.queryByRole('button')).toBeNull()
})
