import { render, renderHook } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { offeredActions, usePageActions } from './page-actions.ts'
import type { PageAction } from './page-actions.ts'

const labels = (): string[] =>
  offeredActions.get().flatMap(({ actions }) => actions.map(({ label }) => label))

function Page({ actions }: { actions: readonly PageAction[] }) {
  usePageActions(actions)
  return null
}

it('offers actions while the page is shown, and no longer', () => {
  const { rerender, unmount } = render(<Page actions={[{ label: 'Look', run: vi.fn() }]} />)
  expect(labels()).toEqual(['Look'])
  rerender(<Page actions={[{ label: 'Look again', run: vi.fn() }]} />)
  expect(labels()).toEqual(['Look again'])
  unmount()
  expect(labels()).toEqual([])
})

it('runs the newest of an action, though its words did not change', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  const { rerender } = renderHook(
    (run: () => void) => {
      usePageActions([{ label: 'Look', run }])
    },
    { initialProps: first },
  )
  rerender(second)
  offeredActions.get()[0]?.actions[0]?.run()
  expect(first).not.toHaveBeenCalled()
  expect(second).toHaveBeenCalledOnce()
})

it('listens to the keys of those that can be done now', async () => {
  const [look, purge] = [vi.fn(), vi.fn()]
  const actions = [
    { label: 'Look', keys: 'l', run: look },
    { label: 'Purge', keys: 'p', disabled: 'The queue is empty.', run: purge },
  ]
  render(<Page actions={actions} />)
  await userEvent.keyboard('lp')
  expect(look).toHaveBeenCalledOnce()
  expect(purge).not.toHaveBeenCalled()
})
