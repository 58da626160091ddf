import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema, moveSchema, tapSchema } from '#contract'
import type { Connection, Move } from '#contract'
import { call } from '../../api/client.ts'
import { createQueryClient } from '../../api/query-client.ts'
import { taps } from '../../api/taps.ts'
import { startI18n } from '../../lib/i18n.ts'
import { useMoves } from '../../parts/moves/use-moves.ts'
import { UnfinishedSection } from './unfinished-section.tsx'

startI18n('en')
vi.mock(import('../../api/client.ts'))
vi.mock(import('../../parts/moves/use-moves.ts'))

const none = { sending: 0, sent: 0, kept: 0, done: 0, failed: 0, unknown: 0, left: 0 }
function move(state: Move['state'], counts: Partial<Move['counts']> = {}): Move {
  return moveSchema.parse({
    ...{ id: 1, state, counts: { ...none, ...counts }, from: 'dlq', toName: 'orders' },
    plan: {
      ...{ kind: 'redrive', connectionId: 'c', queueUrl: 'http://127.0.0.1/0/dlq', shape: {} },
      ...{ to: { kind: 'queue', queueUrl: 'http://127.0.0.1/0/orders' }, pace: { kind: 'fast' } },
    },
    ...{ createdAtMs: 1, atMs: 1 },
  })
}

function connection(guard: Connection['guard']): Connection {
  return connectionSchema.parse({
    ...{ id: 'c', name: 'prod-eu', region: 'us-east-1', environment: 'production', guard },
    target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
  })
}

const tap = tapSchema.parse({
  ...{ tapId: 'k3v9x0q2m7ab', connectionId: 'c', connectionName: 'prod-eu', topicName: 'orders' },
  ...{ topicArn: 'arn:aws:sns:us-east-1:0:orders', type: 'standard', delivery: 'raw' },
  ...{ queueName: 'q', state: 'left', startedAtMs: 0, endsAtMs: 1, received: 0, letGo: 0 },
  ...{
    undo: [],
    parts: [
      { kind: 'queue', fate: 'there' },
      { kind: 'subscription', fate: 'there' },
    ],
  },
})

function show(moves: Move[], connections: Connection[]) {
  vi.mocked(useMoves).mockReturnValue(moves)
  vi.mocked(call).mockImplementation((name) =>
    name === 'connections.list'
      ? // What the operation answers is the test's own business.
        Promise.resolve({ connections } as never)
      : new Promise(() => undefined),
  )
  const onOpenMove = vi.fn<(move: Move) => void>()
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <UnfinishedSection onOpenMove={onOpenMove} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { onOpenMove }
}

const rowText = () => screen.getByRole('listitem').textContent
const goOn = () => screen.queryByRole('button', { name: 'Go on' })

beforeEach(() => {
  taps.set([])
  vi.mocked(call).mockReset()
})

describe('unfinished work', () => {
  it('says nothing where all is settled', () => {
    show([move('done', { done: 3 })], [])
    expect(screen.queryByRole('region')).toBeNull()
  })

  it('goes on with a move of any connection', async () => {
    show([move('interrupted', { done: 3 })], [connection('open')])
    await screen.findByText('prod-eu')
    expect(rowText()).toContain('dlq → orders')
    expect(screen.getByText('Weir ended before it did; it can go on')).toBeTruthy()
    await userEvent.click(await screen.findByRole('button', { name: 'Go on' }))
    expect(call).toHaveBeenCalledWith('moves.goOn', { connectionId: 'c', moveId: 1 })
  })

  it('does not go on where something may have been sent, but leads there', async () => {
    const uncertain = move('interrupted', { unknown: 2 })
    const { onOpenMove } = show([uncertain], [connection('open')])
    await userEvent.click(await screen.findByRole('button', { name: 'Open' }))
    expect(onOpenMove.mock.calls).toEqual([[uncertain]])
    expect(goOn()).toBeNull()
    expect(screen.getByText(/2 messages may have been sent/)).toBeTruthy()
  })

  it('offers nothing that the guard or a removed connection would refuse', async () => {
    show([move('paused')], [connection('look')])
    await screen.findByText('prod-eu')
    expect(goOn()).toHaveProperty('disabled', true)
  })

  it('tells of a move whose connection was removed', async () => {
    show([move('paused')], [])
    expect(await screen.findByText('its connection was removed')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('removes what is left of a tap', async () => {
    taps.set([tap])
    show([], [])
    expect(rowText()).toContain('Tap on orders')
    await userEvent.click(screen.getByRole('button', { name: 'Remove what is left' }))
    const { connectionId, topicArn, tapId } = tap
    expect(call).toHaveBeenCalledWith('taps.stop', { connectionId, topicArn, tapId })
  })
})
