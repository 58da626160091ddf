import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { captureSchema } from '#contract'
import type { Capture } from '#contract'
import { call } from '../../api/client.ts'
import { ConfirmContext } from '../../api/confirm.ts'
import type { Confirm } from '../../api/confirm.ts'
import { createQueryClient } from '../../api/query-client.ts'
import { WeirError } from '../../api/weir-error.ts'
import { startI18n } from '../../lib/i18n.ts'
import { CaptureList } from './list/capture-list.tsx'
import { CapturePage } from './page/capture-page.tsx'

startI18n('en')
vi.mock(import('../../api/client.ts'))

function capture(id: number, name: string, change: object = {}): Capture {
  return captureSchema.parse({
    ...{ id, name, note: '', createdAtMs: 1_763_800_000_000 + id, entryCount: 3, bodyBytes: 30 },
    unindexed: 0,
    parts: [
      {
        source: { kind: 'queue', address: 'http://q/1/orders', name: 'orders-dlq' },
        coverage: { how: 'look', isWhole: false },
        ...{ startedAtMs: 1, endedAtMs: 2, entryCount: 3, bodyBytes: 30 },
      },
    ],
    ...change,
  })
}

const row = (position: number) => ({
  position,
  preview: `{"order":${String(position)}}`,
  ...{ bodyBytes: 11, attributeCount: 0, isText: true },
})

let answers: Record<string, unknown>
let confirm: ReturnType<typeof vi.fn<Confirm>>
beforeEach(() => {
  confirm = vi.fn<Confirm>(() => Promise.resolve({}))
  answers = {
    'captures.list': { captures: [capture(2, 'second'), capture(1, 'first')] },
    'searches.list': { filters: [] },
    'captures.use': { bytes: 2_097_152, captures: 2, entries: 6, isRemoving: false },
    'captures.get': capture(1, 'first'),
    'captures.listEntries': { entries: [row(1), row(2), row(3)] },
  }
  vi.mocked(call).mockReset()
  vi.mocked(call).mockImplementation((name) => {
    const answer = answers[name]
    // What the operations answer is the test's own business.
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never)
  })
})

const inputsOf = (name: string) =>
  vi
    .mocked(call)
    .mock.calls.filter(([called]) => called === name)
    .map(([, input]) => input)

function show(page: React.ReactNode) {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext value={confirm}>{page}</ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

function List() {
  const [search, setSearch] = useState('')
  return <CaptureList search={search} onSearch={setSearch} onOpen={vi.fn()} />
}

function failed(reason: string): WeirError {
  const params = { kind: 'captures', reason }
  return new WeirError('conflict', { params, retryable: false, effectUnknown: false })
}

describe('the list of captures', () => {
  it('says where each is from, how much of it that is, and what all take on the disk', async () => {
    const cut = { how: 'scan', isWhole: false, wasCut: true }
    const [part] = capture(3, 'x').parts
    const parts = [part, { ...part, coverage: cut }]
    answers['captures.list'] = { captures: [capture(3, 'third', { parts }), capture(1, 'first')] }
    show(<List />)
    const shown = await screen.findAllByRole('row')
    expect(shown[1]?.textContent).toContain('Cut short')
    expect(shown[2]?.textContent).toContain('orders-dlq')
    expect(shown[2]?.textContent).toContain('What a look showed')
    expect(await screen.findByText('2 MiB on disk')).toBeTruthy()
  })

  it('deletes what is ticked only after it was said how many messages that are', async () => {
    confirm.mockResolvedValueOnce(undefined)
    answers['captures.delete'] = {}
    show(<List />)
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select first' }))
    const button = screen.getByRole('button', { name: 'Delete 1 capture' })
    await userEvent.click(button)
    expect(confirm.mock.calls[0]?.[0].words).toMatchObject({
      title: 'Delete 1 capture?',
      danger: true,
    })
    expect(confirm.mock.calls[0]?.[0].words?.body).toContain('3 kept messages')
    expect(inputsOf('captures.delete')).toEqual([])
    await userEvent.click(button)
    expect(inputsOf('captures.delete')).toEqual([{ captureIds: [1] }])
    expect(await screen.findByText('1 capture deleted')).toBeTruthy()
  })

  it('merges into the oldest', async () => {
    answers['captures.merge'] = capture(1, 'first')
    show(<List />)
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select all captures' }))
    await userEvent.click(screen.getByRole('button', { name: 'Merge 2 captures' }))
    expect(confirm.mock.calls[0]?.[0].words?.body).toContain('“first”')
    expect(inputsOf('captures.merge')).toEqual([{ captureIds: [1, 2] }])
  })

  it('says why a file could not be brought in, and that nothing was', async () => {
    const params = { reason: 'capture-file', name: 'x.ndjson', line: 7, path: '/x.ndjson' }
    const detail = { params, retryable: false, effectUnknown: false }
    answers['captures.import'] = new WeirError('invalid-input', detail)
    show(<List />)
    await screen.findAllByRole('row')
    await userEvent.click(screen.getByRole('button', { name: 'Import…' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Line 7 of x.ndjson')
  })

  it('is explained when there is none, and when none can be read', async () => {
    answers['captures.list'] = { captures: [] }
    show(<List />)
    expect(await screen.findByRole('heading', { name: 'No captures yet' })).toBeTruthy()
    answers['captures.list'] = failed('captures-newer')
    show(<List />)
    expect((await screen.findByRole('alert')).textContent).toContain('newer Weir')
  })
})

describe('the page of a capture', () => {
  function Page() {
    return (
      <CapturePage
        connectionId="sandbox"
        isReplaying={false}
        onReplaying={vi.fn()}
        captureId={1}
        onBack={vi.fn()}
        onRenamed={vi.fn()}
      />
    )
  }

  it('finds while it is typed, and goes on with a search that takes long', async () => {
    show(<Page />)
    expect(await screen.findByText('3 entries', { selector: '[role=status]' })).toBeTruthy()
    const pages = [
      { entries: [], lookedAt: 1, isEnd: false },
      { entries: [row(2)], lookedAt: 3, isEnd: true },
    ]
    vi.mocked(call).mockImplementation((name) =>
      // What the operations answer is the test's own business.
      Promise.resolve((name === 'captures.findEntries' ? pages.shift() : answers[name]) as never),
    )
    await userEvent.click(screen.getByRole('searchbox', { name: 'Search entries' }))
    await userEvent.paste('주문')
    expect(await screen.findByText('1 found')).toBeTruthy()
    const filter = { text: '주문' }
    expect(inputsOf('captures.findEntries')).toEqual([
      { captureId: 1, filter, after: 0, limit: 50 },
      { captureId: 1, filter, after: 1, limit: 50 },
    ])
  })

  it('keeps the list when a search fails, and says why', async () => {
    answers['captures.findEntries'] = failed('captures-damaged')
    show(<Page />)
    await screen.findByText('3 entries', { selector: '[role=status]' })
    await userEvent.click(screen.getByRole('searchbox', { name: 'Search entries' }))
    await userEvent.paste('x')
    expect((await screen.findByRole('alert')).textContent).toContain('Captures are damaged')
  })

  it('says where an expression is none, and on how many it failed', async () => {
    const params = { field: 'expression', message: 'Expected "]"' }
    const detail = { params, retryable: false, effectUnknown: false }
    answers['captures.findEntries'] = new WeirError('invalid-input', detail)
    show(<Page />)
    await userEvent.click(await screen.findByRole('button', { name: 'More filters' }))
    await userEvent.click(screen.getByRole('textbox', { name: /^JSONata/ }))
    await userEvent.paste('body.[')
    expect(await screen.findByText('Not JSONata: Expected "]"')).toBeTruthy()
    const trouble = { message: 'not a number' }
    const entries = [row(1)]
    answers['captures.findEntries'] = { entries, lookedAt: 3, isEnd: true, failed: 2, trouble }
    await userEvent.paste('a]')
    expect(await screen.findByText(/failed on 2 entries.*not a number/)).toBeTruthy()
    expect(inputsOf('captures.findEntries').at(-1)).toMatchObject({
      filter: { expression: 'body.[a]' },
    })
  })

  it('is renamed and noted', async () => {
    answers['captures.change'] = capture(1, 'renamed')
    show(<Page />)
    await userEvent.click(await screen.findByRole('button', { name: 'Rename or note…' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Note' }), 'for later')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(inputsOf('captures.change')).toEqual([
      { captureId: 1, name: 'first', note: 'for later' },
    ])
  })

  it('reads an entry by the type of the queue that it came from, in whichever part it is', async () => {
    const [part] = capture(1, 'x').parts
    const other = { kind: 'stream', address: 'arn:aws:kinesis:x:1:stream/clicks', name: 'clicks' }
    const parts = [
      { ...part, entryCount: 2 },
      { ...part, entryCount: 1, source: other },
    ]
    answers['captures.get'] = capture(1, 'merged', { parts })
    answers['captures.getEntry'] = {
      ...{ position: 3, attributes: [], systemAttributes: [], bodyBytes: 2 },
      body: { encoding: 'base64', value: 'AP8=' },
    }
    const types = [{ name: 'Order', fields: 2 }]
    const order = { name: 'order.proto', kind: 'protobuf', bytes: 50, types }
    answers['schemas.list'] = { schemas: [order], rules: [] }
    answers['schemas.addRule'] = answers['schemas.list']
    show(<Page />)
    await userEvent.click(await screen.findByText('{"order":3}'))
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Read as' }), 'Order')
    expect(inputsOf('schemas.addRule')).toMatchObject([
      { service: 'stream', pattern: other.address, type: 'Order' },
    ])
  })

  it('says so when the capture is gone', async () => {
    const detail = { params: { kind: 'capture' }, retryable: false, effectUnknown: false }
    answers['captures.get'] = new WeirError('not-found', detail)
    show(<Page />)
    expect(
      await screen.findByRole('heading', { name: 'This capture is no longer there' }),
    ).toBeTruthy()
  })
})
