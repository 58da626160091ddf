import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema, topicArnSchema, traceSchema, traceTargetSchema } from '#contract'
import type { Trace } from '#contract'
import { createQueryClient } from '../../../api/query-client.ts'
import { toWeirError } from '../../../api/weir-error.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { topicFacts } from '../topic-facts.ts'
import { recallTopic } from '../topic-memory.ts'
import { TraceTab } from './trace-tab.tsx'

startI18n('en')

const { call, openFeed } = vi.hoisted(() => ({
  call: vi.fn<(name: string, input: unknown) => Promise<unknown>>(),
  openFeed: vi.fn<() => Promise<unknown>>(() => new Promise(() => undefined)),
}))
vi.mock('../../../api/client.ts', () => ({ call, openFeed }))
// The editor needs a layout, which jsdom has not.
vi.mock('../../../ui/code-editor.tsx', () => ({ CodeEditor: () => null }))

const topicArn = topicArnSchema.parse('arn:aws:sns:us-east-1:000000000000:orders')
const arnOf = (queue: string): string => `arn:aws:sqs:us-east-1:000000000000:${queue}`
const queueOf = (name: string) => ({
  ...{ queueUrl: `http://x/000000000000/${name}`, visible: 0, inFlight: 0, delaySeconds: 0 },
  ...{ isFifo: false, hasKmsKey: false, requests: 2, costs: [] as const },
})
const base = { state: 'confirmed', protocol: 'sqs', isRaw: false, filterPolicy: '' } as const
const subscriptionArn = `${topicArn}:5b1f9c0e-1b2d-4f6a-9a3e-6f6e0c8e7a11`

const targets = [
  { ...base, id: 'a', endpoint: arnOf('billing'), admission: 'admits', queue: queueOf('billing') },
  {
    ...{ ...base, subscriptionArn, id: 'b', endpoint: arnOf('stock'), admission: 'admits' },
    queue: {
      ...queueOf('stock'),
      ...{ visible: 3, costs: ['redrive'], maxReceiveCount: 3, deadLetterName: 'stock-dlq' },
    },
  },
  { ...base, id: 'c', protocol: 'lambda', endpoint: 'arn:aws:lambda:us-east-1:0:function:f' },
].map((target) =>
  traceTargetSchema.parse({ unwatched: target.id === 'c' ? 'not-a-queue' : undefined, ...target }),
)
const traceId = 'k3v9x0q2m7ab'
const plan = { traceId, targets, isPartial: false }
const noBlockers: string[] = []
const tapPlan = {
  ...{ blockers: noBlockers, kmsKeyId: 'alias/own', iamActions: ['sqs:CreateQueue'] },
  taps: [{ id: 'b', queueName: 'weir-tap-orders-k3v9x0q2m7ab', undo: ['aws sqs delete-queue'] }],
}

const row = (id: string, change: object) => ({
  ...{ id, expectation: 'delivered', state: 'unwatched' },
  ...{ looks: 0, others: 0, inFlight: 0, reasons: [] },
  ...change,
})
function traceOf(rows: object[], change: object = {}): Trace {
  return traceSchema.parse({
    ...{ traceId, connectionId: 'c-1', topicArn, state: 'ended', publish: 'answered' },
    ...{ publishedAtMs: 1, answerMs: 12, endsAtMs: 30_001, targets, rows },
    ...change,
  })
}

function show(guard: 'read-only' | 'open' = 'open'): void {
  const connection = connectionSchema.parse({
    ...{ id: 'c-1', name: 'prod', region: 'us-east-1', environment: 'production', guard },
    target: { kind: 'sandbox' },
    color: undefined,
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <TraceTab facts={topicFacts({ connection, topicArn, detail: undefined, isGone: false })} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

const lineOf = (text: string): Promise<HTMLElement> =>
  screen.findByRole('row', { name: new RegExp(text) })
const start = () => screen.findByRole('button', { name: /^Publish and watch/ })

beforeEach(() => {
  const memory = recallTopic('c-1', topicArn)
  memory.trace.set(undefined)
  memory.traceTicks.set(undefined)
  memory.traceTaps.set(new Set())
  tapPlan.blockers = []
  call.mockReset()
  call.mockImplementation((name) =>
    name === 'traces.plan'
      ? Promise.resolve(plan)
      : name === 'traces.planTaps'
        ? Promise.resolve(tapPlan)
        : new Promise(() => undefined),
  )
})

describe('before a trace', () => {
  it('ticks what costs nobody anything, says what the others cost, and why one cannot be watched', async () => {
    show()
    const ticked = async (name: string) =>
      within(await lineOf(name)).getByRole<HTMLInputElement>('checkbox', { name: /^Look/ }).checked
    expect(await ticked('billing')).toBe(true)
    expect(await ticked('stock')).toBe(false)
    expect((await lineOf('stock')).textContent).toContain('messages there may be near stock-dlq')
    expect((await lineOf('lambda')).textContent).toContain('Weir cannot see it')
    // What cannot be looked into cannot be ticked.
    fireEvent.click(within(await lineOf('lambda')).getByRole('checkbox', { name: /^Look/ }))
    expect(await ticked('lambda')).toBe(false)
    expect(screen.getByText('1 queue is looked into')).toBeTruthy()
  })

  it('publishes for the plan that is shown, with what is ticked', async () => {
    show()
    fireEvent.click(within(await lineOf('stock')).getByRole('checkbox', { name: /^Look/ }))
    fireEvent.click(await start())
    const body = recallTopic('c-1', topicArn).traceDraft.get().body
    expect(call).toHaveBeenCalledWith('traces.start', {
      ...{ connectionId: 'c-1', topicArn, traceId, seconds: 30, watch: ['a', 'b'], taps: [], body },
    })
  })

  it('takes a tap where a look would cost: says what it makes and needs, and looks no more', async () => {
    show()
    fireEvent.click(
      within(await lineOf('stock')).getByRole('checkbox', { name: 'Look into stock' }),
    )
    fireEvent.click(await screen.findByRole('checkbox', { name: 'See stock by a tap' }))
    expect((await lineOf('stock')).textContent).toContain('nothing: a tap gets what SNS sends')
    expect(screen.getByText('1 queue is looked into')).toBeTruthy()
    const facts = screen.getByRole('button', { name: 'Queues, IAM actions and undo' })
    await expect.poll(() => facts.hasAttribute('disabled')).toBe(false)
    fireEvent.click(facts)
    const dialog = await screen.findByRole('dialog')
    for (const text of ['weir-tap-orders-k3v9x0q2m7ab', 'aws sqs delete-queue', 'sqs:CreateQueue'])
      expect(dialog.textContent).toContain(text)
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }))
    fireEvent.click(await start())
    const started = call.mock.calls.find(([name]) => name === 'traces.start')
    expect(started?.[1]).toMatchObject({ watch: ['a'], taps: ['b'] })
    // A look that is ticked takes the tap's place.
    fireEvent.click(
      within(await lineOf('stock')).getByRole('checkbox', { name: 'Look into stock' }),
    )
    expect((await lineOf('stock')).textContent).toContain('may be near stock-dlq')
    expect(screen.queryByText(/tap is made before/)).toBeNull()
  })

  it('says why no tap can be made of this topic', async () => {
    tapPlan.blockers = ['encrypted']
    show()
    await lineOf('stock')
    const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'See stock by a tap' })
    await expect.poll(() => box.disabled).toBe(true)
    expect(box.title).toContain('encrypted with alias/own')
    // What is no confirmed subscription, or has a filter that nobody may read, cannot be tapped.
    expect(screen.queryByRole('checkbox', { name: 'See billing by a tap' })).toBeNull()
  })

  it('offers to raise the guard where it holds a trace back', async () => {
    show('read-only')
    await lineOf('billing')
    expect((await start()).hasAttribute('disabled')).toBe(true)
    expect(screen.getByRole('button', { name: 'Raise the guard' })).toBeTruthy()
  })

  it('says why the subscriptions could not be read', async () => {
    call.mockImplementation(() => Promise.reject(toWeirError(new Error('broken'))))
    show()
    expect(await screen.findByText('The subscriptions could not be read')).toBeTruthy()
    expect((await start()).hasAttribute('disabled')).toBe(true)
  })
})

describe('a trace', () => {
  const arrived = row('a', {
    ...{ state: 'arrived', arrivedAfterMs: 38, arrivedAs: 'raw', receives: 1, looks: 2 },
  })

  it('shows where it arrived, after how long, and what may be why it was not seen', async () => {
    const missed = row('b', { state: 'not-seen', looks: 2, inFlight: 4, reasons: ['consumers'] })
    recallTopic('c-1', topicArn).trace.set(traceOf([arrived, missed, row('c', {})]))
    show()
    expect((await lineOf('billing')).textContent).toContain('38 ms')
    expect((await lineOf('billing')).textContent).toContain('raw, 1 receive used')
    expect((await lineOf('stock')).textContent).toContain('4 messages were in flight')
    expect(screen.getByText('Ended: 1 of 2 arrived')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Trace another message' }))
    expect(await screen.findByRole('grid', { name: 'Where it can be seen' })).toBeTruthy()
  })

  it('says of what a tap saw that SNS sends it there, not that it arrived', async () => {
    const tap = {
      ...{ tapId: traceId, connectionId: 'c-1', connectionName: 'prod', topicArn },
      ...{ topicName: 'orders', type: 'standard', delivery: 'enveloped', queueName: 'weir-tap' },
      ...{ copyOf: arnOf('stock'), state: 'stopped', startedAtMs: 1, endsAtMs: 2, undo: [] },
      ...{ received: 1, letGo: 0 },
      parts: ['queue', 'subscription'].map((kind) => ({ kind, fate: 'removed' })),
    }
    const sent = row('b', { state: 'sent', arrivedAfterMs: 12, arrivedAs: 'envelope', tap })
    recallTopic('c-1', topicArn).trace.set(traceOf([arrived, sent, row('c', {})]))
    show()
    const text = (await lineOf('stock')).textContent
    expect(text).toContain('SNS sends it to this subscription, in an envelope (seen by a tap)')
    expect(text).toContain('the queue’s policy admits the topic')
    expect(text).not.toContain('arrived')
    expect(screen.getByText('Ended: 1 of 1 arrived, 1 of 1 sent')).toBeTruthy()
  })

  it('tells in full what is known of the row that is selected', async () => {
    const missed = row('b', { state: 'not-seen', looks: 2, inFlight: 4, reasons: ['consumers'] })
    recallTopic('c-1', topicArn).trace.set(traceOf([arrived, missed, row('c', {})]))
    show()
    fireEvent.click(await lineOf('stock'))
    expect(screen.getByText('stock', { selector: 'strong' }).parentElement?.textContent).toBe(
      'stock: a consumer may have taken it first: 4 messages were in flight',
    )
  })

  it('says that it is not known to be published, and can be stopped', async () => {
    const running = traceOf([row('a', { state: 'watching' })], {
      ...{ state: 'watching', publish: 'uncertain' },
    })
    recallTopic('c-1', topicArn).trace.set(running)
    show()
    expect(screen.getByRole('alert').textContent).toContain('did not publish it again')
    fireEvent.click(screen.getByRole('button', { name: 'Stop watching' }))
    await expect
      .poll(() => call.mock.calls)
      .toContainEqual(['traces.stop', { connectionId: 'c-1', topicArn, traceId }])
  })
})
