import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { SavedFilter } from '#contract'
import { call } from '../../api/client.ts'
import { createQueryClient } from '../../api/query-client.ts'
import { WeirError } from '../../api/weir-error.ts'
import { startI18n } from '../../lib/i18n.ts'
import { offeredActions } from '../../lib/page-actions.ts'
import { SavedMenu } from './page/saved/saved-menu.tsx'

startI18n('en')
vi.mock(import('../../api/client.ts'))

const refunds: SavedFilter = {
  name: 'refunds',
  filter: {
    ...{ text: '주문', attribute: { name: 'kind', value: 'refund' }, expression: 'body.n > 1' },
    groups: [{ grouping: { by: 'shape' }, key: 'k'.repeat(22), label: 'id: string' }],
  },
}
const late: SavedFilter = { name: 'late', filter: { text: 'late' } }

let answers: Record<string, unknown>
const onUse = vi.fn()
const onSaved = vi.fn()
beforeEach(() => {
  answers = { 'searches.list': { filters: [late, refunds] } }
  onUse.mockReset()
  vi.mocked(call).mockReset()
  vi.mocked(call).mockImplementation((name) => {
    const answer = answers[name]
    // What the operations answer is the test's own business.
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never)
  })
})

function show(filter?: SavedFilter['filter']): void {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <SavedMenu filter={filter} onUse={onUse} onSaved={onSaved} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

async function choose(item: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: 'Saved filters' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: item }))
}

function failed(reason: string): WeirError {
  const params = { kind: 'saved-filter', reason, max: 200 }
  return new WeirError('conflict', { params, retryable: false, effectUnknown: false })
}

it('is used from the menu, and from the palette', async () => {
  show()
  await choose('refunds')
  expect(onUse).toHaveBeenCalledWith(refunds.filter)
  const actions = offeredActions.get().flatMap((offer) => offer.actions)
  expect(actions.find(({ label }) => label === 'Save this filter…')?.disabled).toContain('Nothing')
  actions.find(({ label }) => label === 'Use the filter late')?.run()
  expect(onUse).toHaveBeenLastCalledWith(late.filter)
})

it('is kept under a name; a name that is there is replaced only after it was said', async () => {
  const filter = { text: 'boom' }
  show(filter)
  await choose('Save this filter…')
  const dialog = within(await screen.findByRole('dialog', { name: 'Save this filter' }))
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true)
  await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'late')
  expect(dialog.getByText(/would be replaced/)).toBeTruthy()
  expect(dialog.getByRole('button', { name: 'Replace' })).toBeTruthy()
  answers['searches.save'] = failed('filters-full')
  await userEvent.keyboard('r{Enter}')
  expect((await dialog.findByRole('alert')).textContent).toContain('Weir keeps 200 filters')
  answers['searches.save'] = { filters: [late, { name: 'later', filter }] }
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() => {
    expect(onSaved).toHaveBeenCalledWith('later')
  })
  expect(call).toHaveBeenLastCalledWith('searches.save', { name: 'later', filter })
})

it('says what each asks for; is renamed, but not to the name of another', async () => {
  show()
  await choose('Rename or remove filters…')
  expect(await screen.findByText('“주문” · kind = refund · body.n > 1 · id: string')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Rename the filter refunds' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Rename “refunds”' }))
  const name = dialog.getByRole('textbox', { name: 'Name' })
  const verb = dialog.getByRole<HTMLButtonElement>('button', { name: 'Rename' })
  await userEvent.clear(name)
  await userEvent.type(name, 'late')
  expect(verb.disabled).toBe(true)
  expect(dialog.getByText('There is another filter of this name.')).toBeTruthy()
  // Another window took the name meanwhile.
  answers['searches.rename'] = failed('filter-name-taken')
  await userEvent.type(name, 'r{Enter}')
  expect((await dialog.findByRole('alert')).textContent).toContain('Name is taken')
  answers['searches.rename'] = { filters: [late, { ...refunds, name: 'lates' }] }
  await userEvent.clear(name)
  await userEvent.type(name, 'lates{Enter}')
  expect(await screen.findByRole('button', { name: 'Use the filter lates' })).toBeTruthy()
})

it('is removed, and comes back with Undo', async () => {
  show()
  await choose('Rename or remove filters…')
  answers['searches.remove'] = { filters: [refunds] }
  answers['searches.save'] = { filters: [late, refunds] }
  await userEvent.click(await screen.findByRole('button', { name: 'Remove the filter late' }))
  expect(await screen.findByText('“late” removed')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Use the filter late' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('button', { name: 'Use the filter late' })).toBeTruthy()
  expect(call).toHaveBeenLastCalledWith('searches.save', late)
})
