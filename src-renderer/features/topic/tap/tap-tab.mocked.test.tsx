import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema, tapSchema, topicArnSchema } from '#contract'
import type { OutputOf, Tap } from '#contract'
import { createQueryClient } from '../../../api/query-client.ts'
import { noteTap, taps } from '../../../api/taps.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { topicFacts } from '../topic-facts.ts'
import { TapTab } from './tap-tab.tsx'

startI18n('en')

const { call, openFeed } = vi.hoisted(() => ({
  call: vi.fn<(name: string, input: unknown) => Promise<unknown>>(),
  openFeed: vi.fn<() => Promise<unknown>>(() => new Promise(() => undefined)),
}))
vi.mock('../../../api/client.ts', () => ({ call, openFeed }))
// The editor needs a layout, which jsdom has not.
vi.mock('../../../ui/code-view.tsx', () => ({ CodeView: () => null }))

const topicArn = topicArnSchema.parse('arn:aws:sns:us-east-1:000000000000:orders')
const queueName = 'weir-tap-orders-k3v9x0q2m7ab'
const undo = [`aws sqs delete-queue ${queueName}`]

const plan: OutputOf<'taps.plan'> = {
  tapId: tapSchema.shape.tapId.parse('k3v9x0q2m7ab'),
  queueName,
  type: 'standard',
  blockers: [],
  policy: '{}',
  tags: [{ key: 'weir:owner', value: 'me@here' }],
  iamActions: ['sqs:CreateQueue', 'sns:Subscribe'],
  undo,
}

function tapOf(change: Partial<Tap>): Tap {
  return {
    ...tapSchema.parse({
      tapId: plan.tapId,
      connectionId: 'c-1',
      connectionName: 'prod',
      topicArn,
      topicName: 'orders',
      type: 'standard',
      delivery: 'enveloped',
      queueName,
      state: 'live',
      startedAtMs: 0,
      endsAtMs: 1,
      parts: [
        { kind: 'queue', fate: 'there' },
        { kind: 'subscription', fate: 'there' },
      ],
      received: 0,
      letGo: 0,
      undo,
    }),
    ...change,
  }
}

function show(guard: 'read-only' | 'open' = 'open'): void {
  const connection = connectionSchema.parse({
    id: 'c-1',
    name: 'prod',
    region: 'us-east-1',
    environment: 'production',
    guard,
    target: { kind: 'sandbox' },
    color: undefined,
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <TapTab
          onLab={() => undefined}
          facts={topicFacts({ connection, topicArn, detail: undefined, isGone: false })}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

const startButton = () => screen.findByRole('button', { name: /^Start the tap/ })

beforeEach(() => {
  taps.set([])
  call.mockReset()
  call.mockImplementation((name) =>
    name === 'taps.plan' ? Promise.resolve(plan) : new Promise(() => undefined),
  )
})

describe('before a tap', () => {
  it('says what it makes, which actions it needs and how to undo it', async () => {
    show()
    expect((await startButton()).hasAttribute('disabled')).toBe(false)
    expect(screen.getByText(`a queue ${queueName}, which keeps messages for 8 hours`)).toBeTruthy()
    expect(screen.getByLabelText('IAM actions it needs').textContent).toContain('sns:Subscribe')
    expect(screen.getByLabelText('How to undo it by hand').textContent).toBe(undo[0])
  })

  it('starts exactly what was planned', async () => {
    show()
    fireEvent.click(await startButton())
    expect(call).toHaveBeenCalledWith('taps.start', {
      connectionId: 'c-1',
      topicArn,
      delivery: 'enveloped',
      tapId: plan.tapId,
    })
  })

  it('does not start one that is forbidden, and says why', async () => {
    const blocked = { ...plan, blockers: ['encrypted'], kmsKeyId: 'alias/shop' }
    call.mockImplementation(() => Promise.resolve(blocked))
    show()
    expect((await startButton()).hasAttribute('disabled')).toBe(true)
    expect(screen.getByText(/This topic is encrypted with alias\/shop/)).toBeTruthy()
  })

  it('offers to raise the guard where it holds a tap back', async () => {
    show('read-only')
    expect((await startButton()).hasAttribute('disabled')).toBe(true)
    expect(screen.getByText(/A tap makes a queue and a subscription, and needs/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Raise the guard' })).toBeTruthy()
  })
})

describe('a tap', () => {
  it('shows its steps while it starts, and can be called off', async () => {
    noteTap(
      tapOf({
        state: 'starting',
        parts: [
          { kind: 'queue', fate: 'there' },
          { kind: 'subscription', fate: 'making' },
        ],
      }),
    )
    show()
    const steps = screen.getByRole('list', { name: 'What the tap has made so far' })
    expect(steps.textContent).toBe(
      'Queue with its policymadeSubscription without a filterbeing madeFirst receivenot yet',
    )
    fireEvent.click(screen.getByRole('button', { name: 'Stop and remove' }))
    expect(call).toHaveBeenCalledWith('taps.stop', {
      connectionId: 'c-1',
      topicArn,
      tapId: plan.tapId,
    })
    await Promise.resolve()
  })

  it('says that nothing was published yet, and what waits while it is paused', () => {
    noteTap(tapOf({}))
    show()
    expect(screen.getByText('Nothing was published yet')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
    expect(screen.getByText('Paused. What is published waits in the tap’s queue.')).toBeTruthy()
  })

  it('says exactly what could not be removed, why, and how to do it by hand', () => {
    noteTap(
      tapOf({
        state: 'failed',
        endedBy: 'asked',
        parts: [
          {
            kind: 'queue',
            fate: 'left',
            error: {
              code: 'access-denied',
              params: { action: 'sqs:DeleteQueue' },
              retryable: false,
              effectUnknown: false,
            },
          },
          { kind: 'subscription', fate: 'removed' },
        ],
      }),
    )
    show()
    const parts = screen.getByRole('list', { name: 'What became of what the tap made' })
    expect(parts.textContent).toContain(`Queue ${queueName}could not be removed`)
    expect(parts.textContent).toContain('sqs:DeleteQueue')
    expect(parts.textContent).toContain('Subscription of ordersremoved')
    expect(screen.getByLabelText('How to undo it by hand').textContent).toBe(undo[0])
    expect(screen.getByRole('button', { name: 'Remove what is left' })).toBeTruthy()
  })

  it('says that its topic was deleted', () => {
    noteTap(
      tapOf({
        state: 'stopped',
        endedBy: 'topic-deleted',
        parts: [
          { kind: 'queue', fate: 'removed' },
          { kind: 'subscription', fate: 'removed' },
        ],
      }),
    )
    show()
    expect(screen.getByText(/The topic was deleted while it was tapped/)).toBeTruthy()
  })
})
