import { useState } from 'react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DataColumn } from './data-column.ts'
import { DataTable } from './data-table.tsx'

const names = ['apple', 'cherry', 'melon', 'pear', 'plum'] as const
const rows = names.map((name) => ({ name }))
type Row = (typeof rows)[number]
const columns: DataColumn<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    width: '100px',
    sortValue: ({ name }) => name,
    cell: ({ name }) => name,
  },
]
const getId = ({ name }: Row): string => name
const rowLabel = ({ name }: Row): string => `Select ${name}`
const nothing: ReadonlySet<string> = new Set()

function Fruits({ shown }: { shown: readonly Row[] }) {
  const [checked, setChecked] = useState(nothing)
  return (
    <DataTable
      label="Fruits"
      rows={shown}
      columns={columns}
      getId={getId}
      sortKey="fruits"
      checks={{ checked, onChange: setChecked, rowLabel, allLabel: 'Select all' }}
      autoFocus
    />
  )
}

const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name })
const ticked = () => names.filter((name) => box(`Select ${name}`).checked)

describe('rows that can be ticked', () => {
  beforeEach(() => {
    localStorage.clear()
  })

  it('by their boxes, and all together', async () => {
    render(<Fruits shown={rows} />)
    await userEvent.click(box('Select melon'))
    expect(ticked()).toEqual(['melon'])
    expect(box('Select all').indeterminate).toBe(true)
    await userEvent.click(box('Select all'))
    expect(ticked()).toEqual(names)
    await userEvent.click(box('Select all'))
    expect(ticked()).toEqual([])
  })

  it('from one to another with Shift, one more with Ctrl; a plain click changes nothing', async () => {
    const user = userEvent.setup()
    render(<Fruits shown={rows} />)
    await user.click(box('Select cherry'))
    await user.keyboard('{Shift>}')
    await user.click(screen.getByText('pear'))
    await user.keyboard('{/Shift}{Control>}')
    await user.click(screen.getByText('apple'))
    await user.keyboard('{/Control}')
    await user.click(screen.getByText('plum'))
    expect(ticked()).toEqual(['apple', 'cherry', 'melon', 'pear'])
  })

  it('by x, by Shift and arrows, by Ctrl+A; Escape lets go', async () => {
    const user = userEvent.setup()
    render(<Fruits shown={rows} />)
    await user.keyboard('jx')
    expect(ticked()).toEqual(['apple'])
    await user.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(ticked()).toEqual(['apple', 'cherry', 'melon'])
    await user.keyboard('{Control>}a{/Control}')
    expect(ticked()).toEqual(names)
    await user.keyboard('{Escape}')
    expect(ticked()).toEqual([])
  })

  it('keep their ticks when other rows come', async () => {
    const { rerender } = render(<Fruits shown={rows} />)
    await userEvent.click(box('Select melon'))
    rerender(<Fruits shown={rows.slice(1)} />)
    expect(box('Select melon').checked).toBe(true)
  })
})

it('an order is remembered under its name', async () => {
  const { unmount } = render(<Fruits shown={rows} />)
  const header = screen.getByRole('button', { name: 'Name' })
  await userEvent.click(header)
  await userEvent.click(header)
  unmount()
  render(<Fruits shown={rows} />)
  const column = screen.getByRole('columnheader', { name: 'Name' })
  expect(column.getAttribute('aria-sort')).toBe('descending')
})
