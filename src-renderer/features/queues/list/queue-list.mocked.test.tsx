import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { queueUrlSchema } from '#contract'
import type { DepthItem, Queue } from '#contract'
import { call, openFeed } from '../../../api/client.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { QueueList } from './queue-list.tsx'

vi.mock(import('../../../api/client.ts'))

const urlOf = (name: string) => queueUrlSchema.parse(`http://127.0.0.1/000000000000/${name}`)
const queue = (name: string): Queue => ({ name, queueUrl: urlOf(name), type: 'standard' })
const queues = ['audit', 'legacy-import', 'orders', 'orders-dlq'].map(queue)
const denied = {
  code: 'access-denied',
  params: { action: 'sqs:GetQueueAttributes' },
  retryable: false,
  effectUnknown: false,
} as const

function depth(name: string, visible: number, deadLetter?: string): DepthItem['depths'][number] {
  const base = { queueUrl: urlOf(name), visible, inFlight: 0, delayed: 0, readAtMs: Date.now() }
  if (deadLetter === undefined) return base
  // Written here by hand, in the form that the brand stands for.
  const arn = `arn:aws:sqs:us-east-1:000000000000:${deadLetter}` as NonNullable<
    typeof base & { deadLetterArn: never }
  >['deadLetterArn']
  return { ...base, deadLetterArn: arn, maxReceiveCount: 3 }
}

const round: DepthItem = {
  depths: [depth('audit', 40), depth('orders', 12_408, 'orders-dlq'), depth('orders-dlq', 37)],
  failures: [{ queueUrl: urlOf('legacy-import'), error: denied }],
  status: { state: 'waiting', untilMs: Date.now() + 1_000 },
}

async function* oneRound() {
  yield round
  await new Promise(() => undefined)
}

let connections = 0

/** Each test has a connection of its own: the book of depths outlives the page on purpose. */
function renderList(onOpen = vi.fn()) {
  const connectionId = `c-${String(++connections)}`
  function Page() {
    const [search, setSearch] = useState('')
    return (
      <QueueList
        connectionId={connectionId}
        region="us-east-1"
        search={search}
        onSearch={setSearch}
        onOpen={onOpen}
      />
    )
  }
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <Page />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return onOpen
}

const row = async (name: string) => {
  const cell = await screen.findByRole('button', { name })
  return cell.closest('[role=row]') as HTMLElement // every cell lies in a row
}

describe('QueueList', () => {
  beforeEach(() => {
    vi.mocked(call).mockResolvedValue({ queues })
    vi.mocked(openFeed).mockImplementation(async () => oneRound() as never) // the only feed of this page
  })

  it('shows live counts and marks a dead-letter queue that is not empty', async () => {
    renderList()
    expect(await within(await row('orders')).findByText('12,408')).toBeTruthy()
    const deadLetter = await row('orders-dlq')
    expect(await within(deadLetter).findByText('dead-letter queue of orders')).toBeTruthy()
    expect(await within(deadLetter).findByText('not empty')).toBeTruthy()
  })

  it('gives the reason in the place of the numbers that could not be read', async () => {
    renderList()
    const legacy = await row('legacy-import')
    expect(await within(legacy).findByText('Access denied')).toBeTruthy()
    expect(within(legacy).getByText('sqs:GetQueueAttributes')).toBeTruthy()
  })

  it('finds by a part of the name and says when nothing matches', async () => {
    renderList()
    await row('orders')
    const search = screen.getByRole('searchbox', { name: 'Search queues' })
    await userEvent.type(search, 'DLQ')
    expect(screen.getAllByRole('row')).toHaveLength(2)
    await userEvent.type(search, 'x')
    expect(screen.getByRole('heading', { name: /No queue matches/ })).toBeTruthy()
  })

  it('keeps the old rows when a refresh fails, and says so', async () => {
    renderList()
    await row('orders')
    const detail = { params: {}, retryable: true, effectUnknown: false }
    vi.mocked(call).mockRejectedValue(new WeirError('endpoint-unreachable', detail))
    await userEvent.keyboard('r')
    expect((await screen.findByRole('alert')).textContent).toContain('could not be refreshed')
    expect(await row('orders')).toBeTruthy()
  })

  it('says what to do when the list cannot be read at all', async () => {
    vi.mocked(call).mockRejectedValue(new WeirError('access-denied', denied))
    renderList()
    expect((await screen.findByRole('alert')).textContent).toContain('Ask for the IAM permission')
  })
})
