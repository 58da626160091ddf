import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { DataColumn } from './data-column.ts'
import { DataTable } from './data-table.tsx'

interface Fruit {
  name: string
  weight: number | undefined
}

const fruits: Fruit[] = [
  { name: 'apple', weight: 150 },
  { name: 'melon', weight: undefined },
  { name: 'plum', weight: 900 },
]
const columns: DataColumn<Fruit>[] = [
  {
    id: 'name',
    header: 'Name',
    width: '100px',
    sortValue: ({ name }) => name,
    cell: ({ name }) => name,
  },
  {
    id: 'weight',
    header: 'Weight',
    width: '80px',
    largestFirst: true,
    sortValue: ({ weight }) => weight,
    cell: ({ weight }) => weight ?? '–',
  },
]
const getId = ({ name }: Fruit) => name

function names(): string[] {
  const [, ...rows] = screen.getAllByRole('row')
  return rows.map((row) => within(row).getAllByRole('gridcell')[0]?.textContent ?? '')
}

function renderFruits(rows: readonly Fruit[] = fruits, onOpen = vi.fn()) {
  const table = (shown: readonly Fruit[]) => (
    <DataTable
      label="Fruits"
      rows={shown}
      columns={columns}
      getId={getId}
      onOpen={onOpen}
      autoFocus
    />
  )
  const { rerender } = render(table(rows))
  return { onOpen, refresh: (next: readonly Fruit[]) => rerender(table(next)) }
}

const selectedRow = () => screen.getByRole('row', { selected: true })

describe('DataTable', () => {
  it('sorts by a header, largest first where that matters, unknown always last', async () => {
    renderFruits()
    const header = screen.getByRole('columnheader', { name: 'Weight' })
    const sort = within(header).getByRole('button')
    await userEvent.click(sort)
    expect(header.getAttribute('aria-sort')).toBe('descending')
    expect(names()).toEqual(['plum', 'apple', 'melon'])
    await userEvent.click(sort)
    expect(header.getAttribute('aria-sort')).toBe('ascending')
    expect(names()).toEqual(['apple', 'plum', 'melon'])
  })

  it('moves by letters and arrows and opens with Enter', async () => {
    const { onOpen } = renderFruits()
    expect(document.activeElement).toBe(screen.getByRole('grid'))
    await userEvent.keyboard('jj{ArrowDown}k')
    expect(selectedRow().textContent).toContain('melon')
    await userEvent.keyboard('{Enter}')
    expect(onOpen).toHaveBeenCalledWith(fruits[1])
  })

  it('tells assistive technology which row is meant', async () => {
    renderFruits()
    await userEvent.keyboard('{End}')
    expect(screen.getByRole('grid').getAttribute('aria-activedescendant')).toBe(selectedRow().id)
  })

  it('keeps selection and focus when the rows are refreshed', async () => {
    const { refresh } = renderFruits()
    await userEvent.keyboard('{End}')
    refresh([{ name: 'cherry', weight: 8 }, ...fruits])
    expect(selectedRow().textContent).toContain('plum')
    expect(document.activeElement).toBe(screen.getByRole('grid'))
  })

  it('sorts anew when new columns read other values', () => {
    const byAge = (ages: Record<string, number>): DataColumn<Fruit>[] => [
      {
        ...columns[0],
        id: 'age',
        header: 'Age',
        width: '80px',
        cell: ({ name }) => name,
        sortValue: ({ name }) => ages[name],
      },
    ]
    const table = (ages: Record<string, number>) => (
      <DataTable
        label="Fruits"
        rows={fruits}
        columns={byAge(ages)}
        getId={getId}
        initialSort={{ id: 'age', desc: false }}
      />
    )
    const { rerender } = render(table({ apple: 1, melon: 2, plum: 3 }))
    rerender(table({ apple: 3, melon: 2, plum: 1 }))
    expect(names()).toEqual(['plum', 'melon', 'apple'])
  })
})
