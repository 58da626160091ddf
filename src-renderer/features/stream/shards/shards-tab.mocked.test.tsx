import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  iteratorStartSchema,
  liveIteratorSchema,
  mappedShardSchema,
  streamArnSchema,
} from '#contract'
import type { Connection, LiveIterator, MappedShard, OperationName, StreamLoad } from '#contract'
import { call } from '../../../api/client.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { useFeed } from '../../../api/use-feed.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { ShardsTab } from './shards-tab.tsx'
import type { ShardWatch } from './use-shard-watch.ts'

startI18n('en')
vi.mock(import('../../../api/client.ts'))
vi.mock(import('../../../api/use-feed.ts'))

const streamArn = streamArnSchema.parse('arn:aws:kinesis:us-east-1:000000000000:stream/clicks')
const connection: Connection = {
  // Branded by the contract; here it only has to be a string.
  id: 'c' as Connection['id'],
  name: 'dev',
  target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
  region: 'us-east-1',
  environment: 'local',
  guard: 'open',
}
const facts = { connection, streamArn, name: 'clicks', detail: undefined, isGone: false }

function shard(number: number, change: Partial<MappedShard> = {}): MappedShard {
  return mappedShardSchema.parse({
    shardId: `shardId-00000000000${String(number)}`,
    hashKeyRange: { start: '0', end: '99' },
    sequenceNumberRange: { start: '1' },
    ...{ isOpen: true, generation: 1, lastGeneration: 1, from: 0, to: 1 },
    ...{ expiredParentIds: [], childIds: [] },
    ...change,
  })
}
const closed = shard(0, { isOpen: false, generation: 0, lastGeneration: 0 })
const left = shard(1, { parentShardId: closed.shardId, to: 0.5 })
const right = shard(2, { parentShardId: closed.shardId, from: 0.5 })
const map = {
  shards: [closed, left, right],
  edges: [left, right].map(({ shardId: toId }) => ({
    fromId: closed.shardId,
    toId,
    kind: 'split',
  })),
  ...{ generations: 2, isWhole: true, readAtMs: 1 },
}

function live(change: Partial<LiveIterator> = {}): LiveIterator {
  const nowMs = Date.now()
  return liveIteratorSchema.parse({
    ...{ iteratorId: 'i-1', heldBy: 'hand', shardId: left.shardId, type: 'TRIM_HORIZON' },
    ...{ obtainedAtMs: nowMs - 41_500, expiresAtMs: nowMs + 258_500 },
    ...{ reads: 0, records: 0, renewals: 0, isEnded: false },
    ...change,
  })
}

const load: StreamLoad = {
  shards: [
    {
      shardId: left.shardId,
      perSecond: { records: 312, bytes: 1000 },
      busiest: { records: 900, bytes: 1000 },
    },
  ],
  seconds: 10,
  keys: [{ key: 'user-7', records: { most: 90, error: 4 }, bytes: { most: 900, error: 40 } }],
  counted: { records: 120, bytes: 1200 },
  maxError: { records: 4, bytes: 40 },
  ...{ sinceMs: 1, readAtMs: Date.now() },
}

/** What main answers, by operation; an error is thrown. */
function answer(answers: Partial<Record<OperationName, unknown>>): void {
  vi.mocked(call).mockImplementation((name) => {
    const output = answers[name]
    // What the operation answers is the test's own business.
    return output instanceof Error ? Promise.reject(output) : Promise.resolve(output as never)
  })
}

/** What the feed of the tab has said. */
function watch(item: Partial<ShardWatch>): void {
  let isTold = false
  vi.mocked(useFeed).mockImplementation((name, _params, { onItem }) => {
    if (name === 'shards.watch' && !isTold) {
      isTold = true
      const told: ShardWatch = { iterators: [], atMs: 1, ...item }
      queueMicrotask(() => {
        onItem(told)
      })
    }
    return { state: 'live', error: undefined, reopen: vi.fn() }
  })
}

function show(): void {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ShardsTab facts={facts} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

const asked = (name: OperationName) =>
  vi.mocked(call).mock.calls.flatMap(([called, input]) => (called === name ? [input] : []))

beforeEach(() => {
  vi.mocked(call).mockReset()
  watch({})
})

describe('the shards of a stream', () => {
  it('are drawn and listed, closed ones too, with what is near the limits said in words', async () => {
    answer({ 'shards.map': map })
    watch({ load })
    show()
    const drawing = await screen.findByRole('listbox')
    expect(within(drawing).getAllByRole('option')).toHaveLength(3)
    await within(drawing).findByRole('option', {
      name: 'Shard 1 · open · 50 % of the hash keys · 312 rec/s',
    })
    expect(await screen.findByText('90 hot')).toBeTruthy()
    expect(screen.getByRole('row', { name: /^0 closed/ })).toBeTruthy()
  })

  it('move the selection with the arrow keys', async () => {
    answer({ 'shards.map': map })
    show()
    const drawing = await screen.findByRole('listbox')
    expect(screen.getByRole('option', { selected: true }).getAttribute('aria-label')).toMatch(
      /^Shard 1/,
    )
    fireEvent.keyDown(drawing, { key: 'ArrowRight' })
    expect(screen.getByRole('option', { selected: true }).getAttribute('aria-label')).toMatch(
      /^Shard 2/,
    )
    expect(screen.getByRole('button', { name: 'Get iterator of shard 2' })).toBeTruthy()
  })

  it('take a key that is typed, or say that it is none', async () => {
    const placed = { kind: 'shard', shardId: right.shardId, hashKey: '77', place: 0.7 }
    answer({ 'shards.map': map, 'shards.place': placed })
    show()
    await userEvent.type(await screen.findByRole('textbox', { name: 'Partition key' }), 'user-7')
    expect(await screen.findByTitle('Hash key 77')).toHaveProperty('textContent', 'Shard 2 77')
    const [input] = asked('shards.place').slice(-1)
    expect(input).toMatchObject({ partitionKey: 'user-7', shards: [{}, {}] })
    answer({ 'shards.map': map, 'shards.place': { kind: 'bad-hash-key' } })
    await userEvent.type(screen.getByRole('textbox', { name: 'Explicit hash key' }), 'x')
    expect(await screen.findByText(/^No hash key/)).toBeTruthy()
  })

  it('that may not be listed are said to be, with a way to ask again', async () => {
    const denied = {
      params: { action: 'kinesis:ListShards' },
      retryable: false,
      effectUnknown: false,
    }
    answer({ 'shards.map': new WeirError('access-denied', denied) })
    show()
    expect(await screen.findByText('kinesis:ListShards')).toBeTruthy()
  })

  it('name the keys that came most often, with how far a count may be over', async () => {
    answer({ 'shards.map': map })
    watch({ load })
    show()
    await userEvent.click(await screen.findByRole('tab', { name: 'Top keys' }))
    expect(screen.getByText(/No count is over by more than 4/)).toBeTruthy()
    expect(screen.getByRole('row', { name: /^user-7 90 −4 75 900/ })).toBeTruthy()
  })
})

describe('an iterator', () => {
  it('is got for the shard that is selected, of the type and place that are chosen', async () => {
    answer({ 'shards.map': map, 'iterators.open': live() })
    show()
    await userEvent.click(await screen.findByRole('combobox', { name: 'Iterator type' }))
    await userEvent.click(screen.getByRole('option', { name: 'AFTER_SEQUENCE_NUMBER' }))
    const get = screen.getByRole('button', { name: 'Get iterator of shard 1' })
    expect(get).toHaveProperty('disabled', true)
    fireEvent.change(screen.getByRole('textbox', { name: 'Sequence number' }), {
      target: { value: '42' },
    })
    await userEvent.click(get)
    const start = iteratorStartSchema.parse({ type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber: '42' })
    expect(asked('iterators.open')).toEqual([
      { connectionId: 'c', streamArn, shardId: left.shardId, start },
    ])
    expect(
      await screen.findByRole('row', { name: /TRIM_HORIZON hand – 0:41 4:18 0 –/ }),
    ).toBeTruthy()
  })

  it('reads once for each step, and says how a step failed', async () => {
    const record = {
      ...{ index: 1, shardId: left.shardId, sequenceNumber: '5', bytes: 7 },
      ...{ preview: 'a record', isText: true },
    }
    const step = { iterator: live({ reads: 1 }), records: [record], children: [], repeats: 0 }
    answer({ 'shards.map': map, 'iterators.step': step })
    watch({ iterators: [live()] })
    show()
    await userEvent.click(await screen.findByRole('row', { name: /TRIM_HORIZON/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Read once' }))
    expect(await screen.findByText('a record')).toBeTruthy()
    expect(screen.getByText('1 record in the last read')).toBeTruthy()
    const slow = { params: {}, retryable: true, effectUnknown: false }
    answer({ 'iterators.step': new WeirError('throttled', slow) })
    await userEvent.click(screen.getByRole('button', { name: 'Read once' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.getByText('a record')).toBeTruthy()
    expect(asked('iterators.step')).toHaveLength(2)
  })

  it('that came to the end of its shard reads no more, and goes on in a child', async () => {
    const ended = live({ reads: 1, isEnded: true, expiresAtMs: undefined })
    const step = { iterator: ended, records: [], children: [right.shardId], repeats: 0 }
    answer({ 'shards.map': map, 'iterators.step': step, 'iterators.open': live() })
    watch({ iterators: [live()] })
    show()
    await userEvent.click(await screen.findByRole('row', { name: /TRIM_HORIZON/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Read once' }))
    const follow = await screen.findByRole('button', { name: 'Go on in shard 2' })
    expect(screen.getByRole('button', { name: 'Read once' })).toHaveProperty('disabled', true)
    await userEvent.click(follow)
    expect(asked('iterators.open')[0]).toMatchObject({ shardId: right.shardId })
    expect(asked('shards.map').length).toBe(2)
  })

  it('that has expired says so', async () => {
    answer({ 'shards.map': map })
    watch({ iterators: [live({ expiresAtMs: 5, obtainedAtMs: 1 })] })
    show()
    expect(await screen.findByText('expired')).toBeTruthy()
  })
})
