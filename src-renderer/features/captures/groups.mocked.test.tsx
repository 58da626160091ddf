import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { captureSchema } from '#contract'
import type { GroupCount } from '#contract'
import { call } from '../../api/client.ts'
import { ConfirmContext } from '../../api/confirm.ts'
import { createQueryClient } from '../../api/query-client.ts'
import { WeirError } from '../../api/weir-error.ts'
import { startI18n } from '../../lib/i18n.ts'
import { CapturePage } from './page/capture-page.tsx'

startI18n('en')
vi.mock(import('../../api/client.ts'))

const capture = captureSchema.parse({
  ...{ id: 1, name: 'first', note: '', createdAtMs: 1, entryCount: 40, bodyBytes: 30 },
  unindexed: 0,
  parts: [
    {
      source: { kind: 'queue', address: 'http://q/1/orders', name: 'orders-dlq' },
      coverage: { how: 'look', isWhole: false },
      ...{ startedAtMs: 1, endedAtMs: 2, entryCount: 40, bodyBytes: 30 },
    },
  ],
})
const row = { position: 1, preview: '{}', bodyBytes: 2, attributeCount: 0, isText: true }
const found = { entries: [row], lookedAt: 40, isEnd: true }

const keyOf = (name: string): string => name.padEnd(22, '-')
function group(name: string, count: number, facts?: GroupCount['facts']): GroupCount {
  return {
    ...{ key: keyOf(name), count, example: { position: 1, preview: `{"of":"${name}"}` } },
    facts: facts ?? { kind: 'source', of: 'dead-letter', name },
  }
}

let pages: unknown[]
beforeEach(() => {
  pages = []
  vi.mocked(call).mockReset()
  vi.mocked(call).mockImplementation((name) => {
    const answers: Record<string, unknown> = {
      'searches.list': { filters: [] },
      'captures.get': capture,
      'captures.listEntries': { entries: [row] },
      'captures.findEntries': found,
      'captures.export': { path: '/x.ndjson', entries: 10, failed: 2 },
    }
    const answer = name === 'captures.groupEntries' ? pages.shift() : answers[name]
    // What the operations answer is the test's own business.
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never)
  })
})

const inputsOf = (name: string) =>
  vi
    .mocked(call)
    .mock.calls.filter(([called]) => called === name)
    .map(([, input]) => input)

async function open(): Promise<void> {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext value={vi.fn()}>
          <CapturePage
            connectionId="sandbox"
            isReplaying={false}
            onReplaying={vi.fn()}
            captureId={1}
            onBack={vi.fn()}
            onRenamed={vi.fn()}
          />
        </ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Groups' }))
}

async function shownRows(): Promise<string[]> {
  const grid = await screen.findByRole('grid', { name: 'Groups' })
  const [, ...rows] = within(grid).getAllByRole('row')
  return rows.map(({ textContent }) => textContent)
}

it('counts page after page, and lists the largest group first with its share', async () => {
  pages = [
    { groups: [group('billing', 3), group('orders', 2)], lookedAt: 5, isEnd: false },
    { groups: [group('orders', 35)], lookedAt: 40, isEnd: true },
  ]
  await open()
  expect(await screen.findByText('2 groups, 40 entries')).toBeTruthy()
  const [first, second] = await shownRows()
  expect(first).toContain('3792.5orders{"of":"orders"}')
  expect(second).toContain('37.5billing')
  expect(inputsOf('captures.groupEntries')).toEqual([
    { captureId: 1, filter: {}, grouping: { by: 'source' }, after: 0 },
    { captureId: 1, filter: {}, grouping: { by: 'source' }, after: 5 },
  ])
})

it('narrows the list to the group that is chosen, and keeps the others to choose from', async () => {
  pages = [{ groups: [group('orders', 30), group('billing', 10)], lookedAt: 40, isEnd: true }]
  await open()
  await userEvent.click(await screen.findByText('billing'))
  expect(await screen.findByText('1 found')).toBeTruthy()
  const of = { grouping: { by: 'source' }, key: keyOf('billing'), label: 'billing' }
  expect(inputsOf('captures.findEntries').at(-1)).toMatchObject({ filter: { groups: [of] } })
  expect(await shownRows()).toHaveLength(2)
  expect(inputsOf('captures.groupEntries')).toHaveLength(1)
  await userEvent.keyboard('{ArrowUp}')
  expect(inputsOf('captures.findEntries').at(-1)).toMatchObject({
    filter: { groups: [{ ...of, key: keyOf('orders'), label: 'orders' }] },
  })
  await userEvent.click(screen.getByRole('button', { name: 'Remove orders from the search' }))
  expect(await screen.findByText('40 entries', { selector: '[role=status]' })).toBeTruthy()
})

it('is exported alone, and what an expression failed on is said', async () => {
  pages = [{ groups: [group('billing', 10)], lookedAt: 40, isEnd: true }]
  await open()
  await userEvent.click(await screen.findByText('billing'))
  await userEvent.click(screen.getByRole('button', { name: 'Export…' }))
  await userEvent.click(
    await screen.findByRole('menuitem', { name: 'What is found: NDJSON, nothing lost' }),
  )
  expect(await screen.findByText(/^10 entries written to \/x.ndjson 2 were left out/)).toBeTruthy()
  expect(inputsOf('captures.export')).toMatchObject([
    { captureId: 1, format: 'ndjson', filter: { groups: [{ label: 'billing' }] } },
  ])
})

it('counts within a chosen group by what else is asked for', async () => {
  pages = [
    { groups: [group('orders', 40)], lookedAt: 40, isEnd: true },
    {
      groups: [group('a', 40, { kind: 'fields', values: [{ json: '"500"' }, {}] })],
      ...{ lookedAt: 40, isEnd: true },
    },
  ]
  await open()
  await userEvent.click(await screen.findByText('orders'))
  await userEvent.click(screen.getByRole('radio', { name: 'Fields' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Body paths' }), 'error.code')
  await userEvent.type(screen.getByRole('textbox', { name: 'Attributes' }), 'kind{Enter}')
  expect(await screen.findByText('"500" · (not there)')).toBeTruthy()
  expect(inputsOf('captures.groupEntries').at(-1)).toMatchObject({
    filter: { groups: [{ label: 'orders' }] },
    grouping: {
      by: 'fields',
      fields: [
        { in: 'body', path: 'error.code' },
        { in: 'attribute', name: 'kind' },
      ],
    },
  })
})

it('says that it was stopped and how far it got, and goes on from there', async () => {
  let answerNext = (_answer: unknown): void => undefined
  const next = new Promise((resolve) => {
    answerNext = resolve
  })
  pages = [{ groups: [group('orders', 5)], lookedAt: 5, isEnd: false }, next]
  await open()
  expect(await screen.findByText('5 of 40 looked at, 1 group so far')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
  answerNext({ groups: [group('orders', 5)], lookedAt: 10, isEnd: false })
  expect(await screen.findByText(/^Stopped: only the first 10 of 40/)).toBeTruthy()
  expect(inputsOf('captures.groupEntries')).toHaveLength(2)
  pages = [{ groups: [group('orders', 30)], lookedAt: 40, isEnd: true }]
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
  expect(await screen.findByText('1 group, 40 entries')).toBeTruthy()
})

it('says why it could not count, keeps what it has, and goes on from there', async () => {
  const detail = {
    params: { kind: 'captures', reason: 'captures-damaged' },
    ...{ retryable: false, effectUnknown: false },
  }
  pages = [
    { groups: [group('orders', 5)], lookedAt: 5, isEnd: false },
    new WeirError('conflict', detail),
  ]
  await open()
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Captures are damaged')
  expect(await shownRows()).toHaveLength(1)
  pages = [{ groups: [group('orders', 35)], lookedAt: 40, isEnd: true }]
  await userEvent.click(within(alert).getByRole('button'))
  expect(await screen.findByText('1 group, 40 entries')).toBeTruthy()
})
