import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { queueDetailSchema, queueUrlSchema, scanProgressSchema } from '#contract'
import type { Connection, ScanProgress } from '#contract'
import { call } from '../../../api/client.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { queueFacts } from '../queue-facts.ts'
import { recallQueue } from '../queue-memory.ts'
import { QueueRemoval } from './queue-removal.tsx'

startI18n('en')
vi.mock(import('../../../api/client.ts'))
vi.mock(import('../../../parts/capture-link.tsx'), () => ({
  CaptureLink: ({ capture }: { capture: { name: string } }) => <a href="#x">{capture.name}</a>,
}))

const queueUrl = queueUrlSchema.parse('http://127.0.0.1/000000000000/orders')
// Branded by the contract; here it only has to be a string.
const connectionId = 'c' as Connection['id']

function factsWith(visible: number) {
  const detail = queueDetailSchema.parse({
    ...{ queueUrl, name: 'orders', type: 'standard', arn: 'arn:aws:sqs:us-east-1:0:orders' },
    depth: { queueUrl, visible, inFlight: 0, delayed: 0, readAtMs: 0 },
    ...{ visibilityTimeoutSeconds: 30, retentionSeconds: 345_600, delaySeconds: 0 },
    ...{ maximumMessageBytes: 1_048_576, contentBasedDeduplication: false, encrypted: false },
  })
  const connection: Connection = {
    ...{ id: connectionId, name: 'dev', region: 'us-east-1', environment: 'local', guard: 'open' },
    target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
  }
  return queueFacts({ connection, queueUrl, detail, isGone: false })
}

const about = { visible: 12, inFlight: 0, delayed: 0, readAtMs: 0 }
function scanThat(change: Partial<ScanProgress>): ScanProgress {
  const scan = scanProgressSchema.parse({
    ...{ scanId: 'scan-1', queueUrl, captureId: 1, captureName: 'orders, before', plan: {} },
    ...{ hideSeconds: 60, queueType: 'standard', state: 'running', isWhole: false },
    ...{ startedAtMs: 0, atMs: 1, perSecond: 1, received: 5, captured: 5, duplicates: 0, slid: 0 },
    ...{ unreadable: 0, held: 5, returned: 0, notReturned: 0, maybeHidden: 0, deleted: 0 },
    ...{ notDeleted: 0, deleteUncertain: 0, emptyReceives: 0, calls: 1, aboutAtStart: about },
    isThrottled: false,
  })
  return { ...scan, ...change }
}

const memory = recallQueue(connectionId, queueUrl)
const remove = {
  ...{ purgeQueue: vi.fn(), deleteQueue: vi.fn(), dismiss: vi.fn(), reread: vi.fn() },
  ...{ outcome: undefined, pending: false },
}
const button = (name: string) => screen.getByRole('button', { name })
const called = (name: string) => vi.mocked(call).mock.calls.filter(([each]) => each === name)

async function choose(item: RegExp, visible = 12): Promise<void> {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <QueueRemoval facts={factsWith(visible)} memory={memory} remove={remove} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  await userEvent.click(button('More for this queue'))
  await userEvent.click(await screen.findByRole('menuitem', { name: item }))
}

/** Up to the moment at which main tells of the scan that was begun. */
async function captureFirst(item: RegExp): Promise<void> {
  await choose(item)
  await userEvent.click(button('Capture first'))
  act(() => {
    memory.scans.set([scanThat({})])
  })
}

function endWith(change: Partial<ScanProgress>): void {
  act(() => {
    memory.scans.set([scanThat({ state: 'ended', held: 0, returned: 5, ...change })])
  })
}

beforeEach(() => {
  vi.clearAllMocks()
  memory.scans.set([])
  vi.mocked(call).mockImplementation((name) =>
    name === 'scans.start'
      ? // What the operation answers is the test's own business.
        Promise.resolve({ scanId: 'scan-1', captureId: 1 } as never)
      : new Promise(() => undefined),
  )
})

describe('before a queue is purged or deleted', () => {
  it('goes on at once where nothing is in the queue', async () => {
    await choose(/^Purge/, 0)
    expect(remove.purgeQueue.mock.calls).toEqual([[undefined]])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('offers a capture, and goes on without one where that is what the user wants', async () => {
    await choose(/^Delete/)
    expect(screen.getByRole('dialog', { name: 'Delete orders: capture it first?' })).toBeTruthy()
    expect(remove.deleteQueue).not.toHaveBeenCalled()
    await userEvent.click(button('Delete without a capture…'))
    expect(remove.deleteQueue.mock.calls).toEqual([[undefined]])
    expect(called('scans.start')).toEqual([])
  })

  it('purges nothing while it captures, and only after the user has read what is captured', async () => {
    await captureFirst(/^Purge/)
    expect(called('scans.start')).toHaveLength(1)
    expect(screen.queryByRole('button', { name: 'Purge queue…' })).toBeNull()
    endWith({ end: 'exhausted', isWhole: true })
    expect(screen.queryByText(/Not everything/)).toBeNull()
    expect(remove.purgeQueue).not.toHaveBeenCalled()
    await userEvent.click(button('Purge queue…'))
    expect(remove.purgeQueue.mock.calls).toEqual([['orders, before']])
  })

  it('says that the capture is not the whole, and leaves the queue as it is if told so', async () => {
    await captureFirst(/^Purge/)
    endWith({ end: 'stopped' })
    expect(screen.getByText(/Not everything that is in the queue is in the capture/)).toBeTruthy()
    await userEvent.click(button('Leave the queue as it is'))
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    expect(remove.purgeQueue).not.toHaveBeenCalled()
    expect(called('scans.stop')).toEqual([])
  })

  it('stops the capture where it is cancelled, and purges nothing', async () => {
    await captureFirst(/^Purge/)
    await userEvent.click(button('Cancel'))
    expect(called('scans.stop').map(([, input]) => input)).toEqual([
      { connectionId, scanId: 'scan-1' },
    ])
    expect(remove.purgeQueue).not.toHaveBeenCalled()
  })

  it('does not take a scan that runs already for its own', async () => {
    memory.scans.set([scanThat({})])
    await choose(/^Purge/)
    expect(button('Capture first')).toHaveProperty('disabled', true)
    endWith({ end: 'exhausted', isWhole: true })
    expect(screen.queryByRole('button', { name: 'Purge queue…' })).toBeNull()
    expect(button('Capture first')).toHaveProperty('disabled', false)
  })
})
