import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mappedShardSchema, streamArnSchema, streamDetailSchema } from '#contract'
import type { Connection, GuardLevel, MappedShard, OperationName, StreamDetail } from '#contract'
import { call } from '../../../api/client.ts'
import { ConfirmContext } from '../../../api/confirm.ts'
import type { ConfirmRequest } from '../../../api/confirm.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { read } from '../../../api/read.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { ManageTab } from './manage-tab.tsx'

startI18n('en')
vi.mock(import('../../../api/client.ts'))

const streamArn = streamArnSchema.parse('arn:aws:kinesis:us-east-1:000000000000:stream/clicks')
const clicks = streamDetailSchema.parse({
  ...{ streamArn, name: 'clicks', status: 'ACTIVE', mode: 'provisioned', openShards: 2 },
  ...{ retentionHours: 48, consumers: 0, kmsKeyId: '', maximumRecordBytes: 1_048_576 },
  ...{ distribution: 'by-key', readAtMs: 0 },
})

function shard(number: number, start: string, end: string): MappedShard {
  return mappedShardSchema.parse({
    shardId: `shardId-00000000000${String(number)}`,
    hashKeyRange: { start, end },
    sequenceNumberRange: { start: '1' },
    ...{ isOpen: true, generation: 0, lastGeneration: 0, from: 0, to: 1 },
    ...{ expiredParentIds: [], childIds: [] },
  })
}
const plainMap = { edges: [], generations: 1, isWhole: true, readAtMs: 1 }
const two = { ...plainMap, shards: [shard(0, '0', '99'), shard(1, '100', '199')] }
const one = { ...plainMap, shards: [shard(0, '0', '199')] }

const plain = { params: {}, retryable: false, effectUnknown: false }
const asking = new WeirError('guarded', { ...plain, refusal: { reason: 'confirm', token: 't' } })
const denied = new WeirError('access-denied', {
  ...plain,
  params: { action: 'kinesis:ListShards' },
})

/** What main answers, by operation; an error is thrown, a change first asks for a confirmation. */
function answer(answers: Partial<Record<OperationName, unknown>>): void {
  vi.mocked(call).mockImplementation((name, input) => {
    const isRead = name === 'shards.map' || name === 'streams.listConsumers'
    if (!isRead && !Object.hasOwn(input, 'confirmation')) return Promise.reject(asking)
    const output = answers[name] ?? (isRead ? { consumers: [] } : {})
    // What the operation answers is the test's own business.
    return output instanceof Error ? Promise.reject(output) : Promise.resolve(output as never)
  })
}

const sent = (name: OperationName) =>
  vi
    .mocked(call)
    .mock.calls.filter(([called]) => called === name)
    .at(-1)?.[1]

interface Shown {
  detail?: Partial<StreamDetail>
  guard?: GuardLevel
  /** Shards that were listed before. */
  listed?: typeof two
}

function show({ detail = {}, guard = 'confirm', listed }: Shown = {}): ConfirmRequest[] {
  const asked: ConfirmRequest[] = []
  const queries = createQueryClient()
  // All that the tab asks of a connection; the id is branded by the contract.
  const connection = { id: 'c', name: 'prod-eu', guard } as Connection
  const { queryKey } = read('shards.map', { connectionId: connection.id, streamArn })
  if (listed !== undefined) queries.setQueryData(queryKey, listed)
  const facts = {
    ...{ connection, streamArn, name: 'clicks', isGone: false },
    detail: { ...clicks, ...detail },
  }
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <ConfirmContext
          value={(request) => {
            asked.push(request)
            return Promise.resolve({})
          }}
        >
          <ManageTab facts={facts} />
        </ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const dialog = async () => within(await screen.findByRole('dialog'))

beforeEach(() => {
  vi.mocked(call).mockReset()
  answer({ 'shards.map': two })
})

describe('managing a stream', () => {
  it('splits the shard that is chosen in its middle, and says what came of it', async () => {
    const asked = show()
    await press('Split…')
    const { getByRole, findByText } = await dialog()
    await userEvent.selectOptions(getByRole('combobox', { name: 'Shard' }), 'shardId-000000000001')
    expect(await findByText('150 – 199')).toBeTruthy()
    await userEvent.click(getByRole('button', { name: 'Split shard' }))
    expect(await findByText(/^Kinesis splits shard 1/)).toBeTruthy()
    expect(asked[0]?.words?.body).toBe('Closes shard 1 of clicks in prod-eu and opens 2 new ones.')
    expect(sent('streams.splitShard')).toMatchObject({
      ...{ connectionId: 'c', streamArn },
      ...{ shardId: 'shardId-000000000001', newStartingHashKey: '150' },
    })
    expect(getByRole('button', { name: 'Split shard' })).toHaveProperty('disabled', true)
  })

  it('offers no split at a hash key that Kinesis would refuse', async () => {
    show()
    await press('Split…')
    const { getByRole, getByText } = await dialog()
    await userEvent.click(getByRole('radio', { name: 'At a hash key' }))
    const field = getByRole('textbox', { name: 'Hash key with which the second half begins' })
    fireEvent.change(field, { target: { value: '1' } })
    expect(getByText(/^Not there/)).toBeTruthy()
    expect(getByRole('button', { name: 'Split shard' })).toHaveProperty('disabled', true)
    fireEvent.change(field, { target: { value: '2' } })
    expect(getByRole('button', { name: 'Split shard' })).toHaveProperty('disabled', false)
  })

  it('merges by the shards as they are now, not as they were listed before', async () => {
    show({ listed: one })
    await press('Merge…')
    const { findByRole } = await dialog()
    await userEvent.click(await findByRole('button', { name: 'Merge shards' }))
    expect(sent('streams.mergeShards')).toMatchObject({
      shardId: 'shardId-000000000000',
      adjacentShardId: 'shardId-000000000001',
    })
  })

  it('says why the shards cannot be listed, where they would be split', async () => {
    answer({ 'shards.map': denied })
    show({ listed: two })
    await press('Split…')
    expect((await screen.findByRole('alert')).textContent).toContain('kinesis:ListShards')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('takes half to double the shards, and nothing else', async () => {
    show()
    await press('Set number…')
    const { getByRole } = await dialog()
    const set = () => getByRole('button', { name: 'Set number' })
    for (const [count, isRefused] of [
      ['2', true],
      ['5', true],
      ['4', false],
    ] as const) {
      fireEvent.change(getByRole('textbox', { name: 'Open shards' }), { target: { value: count } })
      expect(set()).toHaveProperty('disabled', isRefused)
    }
    await userEvent.click(set())
    expect(sent('streams.setShardCount')).toMatchObject({ count: 4 })
  })

  it.each([
    ['24', 'streams.shortenRetention', true],
    ['72', 'streams.lengthenRetention', undefined],
  ] as const)('to %s hours by %s, red where records are lost: %s', async (hours, name, danger) => {
    const asked = show()
    await press('Set retention…')
    const { getByRole, findByText } = await dialog()
    fireEvent.change(getByRole('textbox', { name: 'Hours' }), { target: { value: hours } })
    await userEvent.click(getByRole('button', { name: 'Set retention' }))
    expect(await findByText(/^Records are kept for/)).toBeTruthy()
    expect(sent(name)).toMatchObject({ hours: Number(hours), expectedHours: 48 })
    expect(asked[0]?.words?.danger).toBe(danger)
    if (danger) expect(asked[0]?.words?.body).toContain('are lost at once')
  })

  it('registers a consumer only after its cost was said', async () => {
    const asked = show()
    await press('Register consumer…')
    const { getByRole, getByText } = await dialog()
    expect(getByText(/costs by the hour for each of 2 shards and by the gigabyte/)).toBeTruthy()
    await userEvent.type(getByRole('textbox', { name: 'Name' }), 'billing')
    await userEvent.click(getByRole('button', { name: 'Register consumer' }))
    expect(asked[0]?.words?.body).toContain('billed for 2 shards from now on')
    expect(sent('streams.registerConsumer')).toMatchObject({ name: 'billing' })
  })

  it('says that it is not known whether a change was made', async () => {
    answer({
      'shards.map': two,
      'streams.setMode': new WeirError('endpoint-unreachable', { ...plain, effectUnknown: true }),
    })
    show()
    await press('Make on-demand…')
    expect((await screen.findByRole('alert')).textContent).toContain('It is not known whether')
    expect(vi.mocked(call).mock.calls.filter(([name]) => name === 'streams.setMode')).toHaveLength(
      2,
    )
  })
})

describe('nothing can be changed', () => {
  const all = ['Split…', 'Merge…', 'Set number…', 'Make on-demand…', 'Set retention…']

  it.each([
    [{ detail: { status: 'UPDATING' } }, /at work on the last change/],
    [{ guard: 'look' }, /changes need/],
  ] as const)('while %j, and it says so', (how, why) => {
    show(how)
    for (const name of [...all, 'Register consumer…']) {
      const button = screen.getByRole('button', { name })
      expect([name, button.hasAttribute('disabled'), button.title]).toEqual([
        ...[name, true],
        expect.stringMatching(why),
      ])
    }
  })

  it('by hand in the shards of an on-demand stream', () => {
    show({ detail: { mode: 'on-demand' } })
    for (const name of all.slice(0, 3)) {
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true)
    }
    expect(screen.getByRole('button', { name: 'Make provisioned…' })).toHaveProperty(
      'disabled',
      false,
    )
  })
})
