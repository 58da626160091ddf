import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { tapSchema } from '#contract'
import type { Tap } from '#contract'
import { createQueryClient } from '../api/query-client.ts'
import { noteTap, taps } from '../api/taps.ts'
import { startI18n } from '../lib/i18n.ts'
import { TapNotices } from './tap-notices.tsx'

startI18n('en')

const { call } = vi.hoisted(() => ({
  call: vi.fn<(name: string, input: unknown) => Promise<unknown>>(),
}))
vi.mock('../api/client.ts', () => ({ call }))
// What others left is looked for after some seconds, which no test waits for.
vi.mock('../lib/use-after.ts', () => ({ useAfter: () => true }))

const queueUrl = 'http://127.0.0.1:4566/0/weir-tap-orders-k3v9x0q2m7ab'
const leftover = {
  queueUrl,
  queueName: 'weir-tap-orders-k3v9x0q2m7ab',
  owner: 'kim@laptop',
  expiredAtMs: 0,
}

function tapOf(change: Pick<Tap, 'state'> & Partial<Tap>, fate: 'removed' | 'there'): Tap {
  const tap = tapSchema.parse({
    ...{ tapId: 'k3v9x0q2m7ab', connectionId: 'c-1', connectionName: 'prod', topicName: 'orders' },
    ...{ topicArn: 'arn:aws:sns:us-east-1:0:orders', type: 'standard', delivery: 'raw' },
    ...{
      queueName: 'q',
      state: 'left',
      startedAtMs: 0,
      endsAtMs: 1,
      received: 0,
      letGo: 0,
      undo: [],
    },
    parts: [
      { kind: 'queue', fate },
      { kind: 'subscription', fate },
    ],
  })
  return { ...tap, ...change }
}

function show(): void {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <TapNotices connectionId="c-1" />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

let leftovers: object[] = []
beforeEach(() => {
  taps.set([])
  leftovers = []
  call.mockReset()
  call.mockImplementation((name) => {
    if (name === 'taps.leftovers') return Promise.resolve({ leftovers, running: 0, unread: 0 })
    if (name === 'taps.dismiss') return Promise.resolve({ taps: [] })
    return new Promise(() => undefined)
  })
})

it('says what was removed of an earlier run, until it is dismissed', async () => {
  noteTap(tapOf({ state: 'stopped', endedBy: 'crashed' }, 'removed'))
  show()
  const words =
    'An earlier run left a tap on orders behind. Weir removed its queue and subscription.'
  expect(screen.getByText(words)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  await vi.waitFor(() => {
    expect(screen.queryByText(words)).toBeNull()
  })
})

it('offers to remove what an earlier run left and could not be removed', () => {
  noteTap(tapOf({ state: 'left' }, 'there'))
  show()
  expect(screen.getByText(/An earlier run left a tap on orders \(prod\)/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Remove what is left' }))
  expect(call).toHaveBeenCalledWith('taps.stop', {
    connectionId: 'c-1',
    topicArn: 'arn:aws:sns:us-east-1:0:orders',
    tapId: 'k3v9x0q2m7ab',
  })
})

it('tells of what other machines left, whose it is, and removes it when the user says so', async () => {
  leftovers = [leftover]
  show()
  await screen.findByText(/1 tap of another machine or run is past its time.*\(kim@laptop\)/)
  fireEvent.click(screen.getByRole('button', { name: 'Remove it' }))
  expect(call).toHaveBeenCalledWith('taps.sweep', { connectionId: 'c-1', queueUrls: [queueUrl] })
})

it('says nothing where nothing was left', async () => {
  show()
  await vi.waitFor(() => {
    expect(call).toHaveBeenCalledWith('taps.leftovers', { connectionId: 'c-1' }, expect.anything())
  })
  expect(screen.queryByRole('listitem')).toBeNull()
})
