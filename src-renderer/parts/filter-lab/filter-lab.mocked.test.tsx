import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { InputOf, OutputOf } from '#contract'
import { createQueryClient } from '../../api/query-client.ts'
import { setLanguage, startI18n } from '../../lib/i18n.ts'
import { FilterLab } from './filter-lab.tsx'
import { createLabMemory, takePolicy } from './lab-memory.ts'
import type { LabMemory, LabSubscription } from './lab-memory.ts'

startI18n('en')

const { call } = vi.hoisted(() => ({
  call: vi.fn<(name: string, input: unknown) => Promise<unknown>>(),
}))
vi.mock('../../api/client.ts', () => ({ call }))
// The editor needs a layout, which jsdom has not; what it does with text is CodeMirror's own.
vi.mock('../../ui/code-view.tsx', () => ({
  CodeView: ({
    text,
    label,
    onChange,
  }: Record<'text' | 'label', string> & { onChange: (text: string) => void }) => (
    <textarea aria-label={label} value={text} onChange={(event) => onChange(event.target.value)} />
  ),
}))
vi.mock('../../ui/diff-view.tsx', () => ({ DiffView: () => <div>both policies</div> }))

type Explained = OutputOf<'filters.explain'>

const passing: Explained = {
  findings: [],
  isRefused: false,
  explanation: { passed: true, reason: 'no-filter', lines: [], elsewhere: [] },
}
const failing: Explained = {
  findings: [
    {
      rule: 'number-too-precise',
      severity: 'warning',
      path: ['order', 'total'],
      params: { value: 0.1234567 },
      source:
        'https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html',
    },
  ],
  isRefused: false,
  explanation: {
    passed: false,
    reason: 'compared',
    lines: [
      {
        kind: 'key',
        key: 'event',
        depth: 0,
        passed: false,
        seen: { kind: 'leaf', value: 'Paid' },
        conditions: [{ text: '"paid"', passed: false, nearMiss: 'case' }],
      },
      { kind: 'any', depth: 0, passed: true, alternatives: 2 },
      { kind: 'alternative', depth: 1, passed: true, index: 0 },
      { kind: 'key', key: 'a', depth: 2, passed: true, seen: { kind: 'absent' }, conditions: [] },
    ],
    elsewhere: ['kind'],
  },
}

let explained: Explained = passing
const billing: LabSubscription = {
  arn: 'arn:billing',
  name: 'billing',
  scope: 'MessageAttributes',
  policy: '{"event":["paid"]}',
}
const all: LabSubscription = { arn: 'arn:all', name: 'all', scope: 'MessageAttributes', policy: '' }

function judge({ policies, messages }: InputOf<'filters.judge'>): OutputOf<'filters.judge'> {
  return {
    rows: policies.map(({ id }) =>
      id === 'draft' ? { id } : { id, passes: messages.map(() => id === 'arn:all') },
    ),
  }
}

function answer(name: string, input: unknown): unknown {
  if (name === 'filters.explain') return explained
  // The test asks nothing else, and each with its own input.
  if (name === 'filters.judge') return judge(input as InputOf<'filters.judge'>)
  return { findings: [], change: { lost: [0], gained: [], passing: 0 } }
}

function show(): LabMemory {
  const memory = createLabMemory()
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <FilterLab memory={memory} subscriptions={[billing, all]} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return memory
}

const write = (label: string, value: string): void => {
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
}

beforeEach(() => {
  setLanguage('en')
  explained = passing
  call.mockReset()
  call.mockImplementation((name, input) => Promise.resolve(answer(name, input)))
})

describe('the filter lab', () => {
  it('judges what is typed, and sends nothing', async () => {
    show()
    write('Body to try', '{"event":"paid"}')
    expect(await screen.findByText('There is no filter: every message is delivered.')).toBeTruthy()
    const asked = call.mock.calls.map(([name]) => name)
    expect(new Set(asked)).toEqual(new Set(['filters.explain']))
    expect(call.mock.lastCall?.[1]).toMatchObject({
      message: { body: '{"event":"paid"}', attributes: [] },
    })
  })

  it('says which key does not pass, what nearly did, and on which page AWS says what', async () => {
    explained = failing
    const memory = show()
    expect(await screen.findByText('1 of 2 keys does not pass, and all of them must.')).toBeTruthy()
    const why = screen.getByRole('list', { name: 'Why' })
    expect(within(why).getByText('is "Paid"')).toBeTruthy()
    expect(within(why).getByText('would pass but for upper and lower case')).toBeTruthy()
    expect(within(why).getByText('$or: one of 2 must pass')).toBeTruthy()
    expect(within(why).getByText('is missing')).toBeTruthy()
    expect(screen.getByText(/0.1234567 has more than five decimals/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Source' }).getAttribute('href')).toMatch(/constraints/)
    fireEvent.click(screen.getByRole('button', { name: 'Look into the body instead' }))
    expect(memory.policy.get().scope).toBe('MessageBody')
  })

  it('says of a refused policy that nothing is decided by it', async () => {
    explained = { findings: [], isRefused: true }
    show()
    expect(await screen.findByText('Not decided')).toBeTruthy()
  })

  it('takes the policy of a subscription, and counts what an edit of it would change', async () => {
    const memory = show()
    fireEvent.change(screen.getByRole('combobox', { name: 'Whose policy' }), {
      target: { value: billing.arn },
    })
    expect(memory.policy.get().text).toBe('{\n  "event": [\n    "paid"\n  ]\n}')
    expect(screen.queryByText('What the edit would change')).toBeNull()
    write('Body to try', '{}')
    write('Filter policy', '{"event":["sent"]}')
    expect(await screen.findByText('1 that is delivered now would not be any more.')).toBeTruthy()
    expect(call).toHaveBeenCalledWith(
      'filters.compare',
      expect.objectContaining({ before: { text: billing.policy, scope: billing.scope } }),
      expect.anything(),
    )
    fireEvent.click(screen.getByRole('button', { name: 'Back to the policy of billing' }))
    expect(screen.queryByText('What the edit would change')).toBeNull()
  })

  it('shows every message by every subscription, and opens one', async () => {
    const memory = show()
    write('Body to try', '{"kept":1}')
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }))
    write('Body to try', '{"newer":1}')
    takePolicy(memory, billing)
    write('Filter policy', '{')
    fireEvent.click(screen.getByRole('radio', { name: 'Every message (2)' }))
    const grid = await screen.findByRole('grid', { name: 'Messages and who gets them' })
    const heads = within(grid)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent)
    expect(heads).toEqual(['Message', 'as edited', 'billing', 'all'])
    expect(await within(grid).findAllByRole('img', { name: 'delivered' })).toHaveLength(2)
    expect(within(grid).getAllByRole('img', { name: 'not delivered' })).toHaveLength(2)
    expect(within(grid).getAllByRole('img', { name: 'SNS would refuse this policy' })).toHaveLength(
      2,
    )
    fireEvent.doubleClick(within(grid).getByText('{"kept":1}'))
    expect(memory.mode.get()).toBe('one')
    expect(memory.draft.get().body).toBe('{"kept":1}')
  })
})
