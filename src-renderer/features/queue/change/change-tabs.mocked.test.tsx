import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { queueDetailSchema, queueUrlSchema } from '#contract'
import type { Connection, GuardLevel } from '#contract'
import { call } from '../../../api/client.ts'
import { ConfirmContext } from '../../../api/confirm.ts'
import type { ConfirmRequest } from '../../../api/confirm.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { AttributesTab } from '../attributes-tab.tsx'
import { queueFacts } from '../queue-facts.ts'
import type { QueueFacts } from '../queue-facts.ts'
import { TagsTab } from './tags-tab.tsx'

vi.mock(import('../../../api/client.ts'))

const queueUrl = queueUrlSchema.parse('http://127.0.0.1/000000000000/orders')
const detail = queueDetailSchema.parse({
  queueUrl,
  name: 'orders',
  type: 'standard',
  arn: 'arn:aws:sqs:us-east-1:000000000000:orders',
  depth: { queueUrl, visible: 12, inFlight: 0, delayed: 0, readAtMs: 0 },
  visibilityTimeoutSeconds: 30,
  retentionSeconds: 345_600,
  delaySeconds: 0,
  maximumMessageBytes: 1_048_576,
  contentBasedDeduplication: false,
  encrypted: false,
})

function factsAt(guard: GuardLevel): QueueFacts {
  const connection: Connection = {
    // Branded by the contract; here it only has to be a string.
    id: 'c' as Connection['id'],
    name: 'prod-eu',
    target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
    region: 'us-east-1',
    environment: 'production',
    guard,
  }
  return queueFacts({ connection, queueUrl, detail, isGone: false })
}

type Answers = Partial<Record<string, unknown>>

/** What main answers, by operation; an error is thrown. */
function answer(answers: Answers): void {
  vi.mocked(call).mockImplementation((name) => {
    const given = answers[name]
    // What each operation answers is the test's own business.
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given as never)
  })
}

function renderTab(Tab: typeof TagsTab, guard: GuardLevel = 'open') {
  const asked: ConfirmRequest[] = []
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext
          value={(request) => {
            asked.push(request)
            return Promise.resolve({})
          }}
        >
          <Tab facts={factsAt(guard)} />
        </ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

function failure(
  code: 'access-denied' | 'conflict' | 'timed-out' | 'guarded',
  more: object,
): WeirError {
  return new WeirError(code, { params: {}, retryable: false, effectUnknown: false, ...more })
}

/** An answer that comes when the test says so. */
function held() {
  let resolve: (value: unknown) => void = () => undefined
  const promise = new Promise<unknown>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

const attributes = { VisibilityTimeout: '30', MessageRetentionPeriod: '345600' }
const inputOf = (name: string): unknown =>
  vi
    .mocked(call)
    .mock.calls.filter(([called]) => called === name)
    .at(-1)?.[1]

beforeEach(() => {
  vi.mocked(call).mockReset()
})

describe('AttributesTab', () => {
  const field = async (name: string) => screen.findByRole('textbox', { name })

  it('sends what differs with what it was, and says what was done with the request id', async () => {
    answer({
      'queues.attributes': { attributes },
      'queues.setAttributes': { pending: [], requestId: 'r-1' },
    })
    renderTab(AttributesTab)
    await userEvent.clear(await field('VisibilityTimeout'))
    await userEvent.type(await field('VisibilityTimeout'), '60')
    await userEvent.click(screen.getByRole('button', { name: 'Save 1 attribute' }))
    expect((await screen.findByRole('status')).textContent).toContain('request id r-1')
    expect(inputOf('queues.setAttributes')).toEqual({
      connectionId: 'c',
      queueUrl,
      changes: { VisibilityTimeout: '60' },
      expected: { VisibilityTimeout: '30' },
    })
  })

  it('keeps what is typed while the saved values are read again', async () => {
    const reread = held()
    const reads = [{ attributes }, reread.promise]
    vi.mocked(call).mockImplementation((name) => {
      const given = name === 'queues.attributes' ? reads.shift() : { pending: [] }
      // What each operation answers is the test's own business.
      return Promise.resolve(given as never)
    })
    renderTab(AttributesTab)
    await userEvent.type(await field('VisibilityTimeout'), '0')
    await userEvent.click(screen.getByRole('button', { name: 'Save 1 attribute' }))
    await waitFor(() => {
      expect(reads).toEqual([])
    })
    await userEvent.type(await field('MessageRetentionPeriod'), '1')
    reread.resolve({ attributes: { ...attributes, VisibilityTimeout: '300' } })
    await screen.findByRole('button', { name: 'Save 1 attribute' })
    expect(await field('MessageRetentionPeriod')).toHaveProperty('value', '3456001')
    expect(await field('VisibilityTimeout')).toHaveProperty('value', '300')
  })

  it('asks before a shorter retention, in numbers, under the name that destroys', async () => {
    const refusal = { refusal: { reason: 'confirm', token: 't' } }
    answer({
      'queues.attributes': { attributes },
      'queues.shortenRetention': failure('guarded', refusal),
    })
    const asked = renderTab(AttributesTab)
    await userEvent.clear(await field('MessageRetentionPeriod'))
    await userEvent.type(await field('MessageRetentionPeriod'), '3600')
    await userEvent.click(screen.getByRole('button', { name: 'Save 1 attribute' }))
    await waitFor(() => {
      expect(asked[0]?.words?.body).toContain('older than 1 h are deleted, up to the ≈ 12')
    })
    expect(asked[0]?.words?.danger).toBe(true)
  })

  it('says in words of its own that somebody else changed it', async () => {
    const params = { reason: 'changed-meanwhile', attribute: 'VisibilityTimeout', found: '45' }
    answer({
      'queues.attributes': { attributes },
      'queues.setAttributes': failure('conflict', { params }),
    })
    renderTab(AttributesTab)
    await userEvent.type(await field('VisibilityTimeout'), '0')
    await userEvent.click(screen.getByRole('button', { name: 'Save 1 attribute' }))
    expect((await screen.findByRole('alert')).textContent).toContain('it now is “45”')
    expect(await field('VisibilityTimeout')).toHaveProperty('value', '300')
  })

  it('offers to read again when nobody knows whether it happened', async () => {
    answer({
      'queues.attributes': { attributes },
      'queues.setAttributes': failure('timed-out', { effectUnknown: true }),
    })
    renderTab(AttributesTab)
    await userEvent.type(await field('VisibilityTimeout'), '0')
    await userEvent.click(screen.getByRole('button', { name: 'Save 1 attribute' }))
    expect((await screen.findByRole('alert')).textContent).toContain('It is not known whether')
    const reads = vi.mocked(call).mock.calls.filter(([name]) => name === 'queues.attributes').length
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }))
    await waitFor(() => {
      const now = vi.mocked(call).mock.calls.filter(([name]) => name === 'queues.attributes')
      expect(now.length).toBeGreaterThan(reads)
    })
  })

  it('cannot be edited below the level that it needs, and offers to raise it', async () => {
    answer({ 'queues.attributes': { attributes } })
    renderTab(AttributesTab, 'look')
    expect(await field('VisibilityTimeout')).toHaveProperty('disabled', true)
    expect(screen.getByRole('note').textContent).toContain('Changes need')
  })
})

describe('TagsTab', () => {
  it('names the permission where tags may not be read', async () => {
    const params = { action: 'sqs:ListQueueTags' }
    answer({ 'queues.listTags': failure('access-denied', { params }) })
    renderTab(TagsTab)
    expect((await screen.findByRole('alert')).textContent).toContain('sqs:ListQueueTags')
  })

  it('shows hostile tags as text, and sends only what differs', async () => {
    const hostile = '<img src=x onerror=alert(1)>'
    const tags = [
      { key: 'team', value: hostile },
      { key: 'owner', value: 'a' },
    ]
    answer({ 'queues.listTags': { tags }, 'queues.setTags': { set: 0, removed: 1 } })
    renderTab(TagsTab)
    expect(await screen.findByDisplayValue(hostile)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Remove owner' }))
    await userEvent.click(screen.getByRole('button', { name: 'Save tags' }))
    await screen.findByText('Tags saved: 0 set, 1 removed.')
    expect(inputOf('queues.setTags')).toMatchObject({ set: [], remove: ['owner'] })
  })

  it('keeps what is typed while the saved tags are read again', async () => {
    const reread = held()
    const reads = [{ tags: [{ key: 'team', value: 'a' }] }, reread.promise]
    vi.mocked(call).mockImplementation((name) => {
      const given = name === 'queues.listTags' ? reads.shift() : { set: 1, removed: 0 }
      // What each operation answers is the test's own business.
      return Promise.resolve(given as never)
    })
    renderTab(TagsTab)
    await userEvent.type(await screen.findByDisplayValue('a'), 'b')
    await userEvent.click(screen.getByRole('button', { name: 'Save tags' }))
    await waitFor(() => {
      expect(reads).toEqual([])
    })
    await userEvent.type(screen.getByDisplayValue('ab'), 'c')
    reread.resolve({ tags: [{ key: 'team', value: 'ab' }] })
    await screen.findByText('Tags saved: 1 set, 0 removed.')
    expect(screen.getByDisplayValue('abc')).toBeTruthy()
  })

  it('teaches what tags are for when there are none', async () => {
    answer({ 'queues.listTags': { tags: [] } })
    renderTab(TagsTab)
    expect(await screen.findByText(/Tags group resources in bills/)).toBeTruthy()
  })
})
