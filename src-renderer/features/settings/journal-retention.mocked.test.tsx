import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call } from '../../api/client.ts'
import { ConfirmContext } from '../../api/confirm.ts'
import type { Confirm } from '../../api/confirm.ts'
import { startI18n } from '../../lib/i18n.ts'
import { JournalRetention } from './journal-retention.tsx'

startI18n('en')
vi.mock(import('../../api/client.ts'))
beforeEach(() => {
  vi.mocked(call).mockReset()
})

function show(answer: Awaited<ReturnType<Confirm>>) {
  const confirm = vi.fn<Confirm>(() => Promise.resolve(answer))
  const onChange = vi.fn<(days: number) => void>()
  render(
    <MantineProvider env="test">
      <ConfirmContext value={confirm}>
        <JournalRetention days={0} onChange={onChange} />
      </ConfirmContext>
    </MantineProvider>,
  )
  const choose = (label: string) =>
    userEvent.selectOptions(screen.getByRole('combobox', { name: 'Keep journal' }), label)
  return { confirm, onChange, choose }
}

describe('how long the journal is kept', () => {
  it('is for ever unless one shortens it, which says how many go and is a choice', async () => {
    vi.mocked(call).mockResolvedValue({ entries: [], total: 12 })
    const { confirm, onChange, choose } = show(undefined)
    expect(screen.getByDisplayValue('for ever')).toBe(screen.getByRole('combobox'))
    await choose('for 90 days')
    expect(confirm.mock.calls[0]?.[0].words?.verb).toBe('Delete 12 entries')
    expect(onChange).not.toHaveBeenCalled()
    const [, input] = vi.mocked(call).mock.lastCall ?? []
    expect(input).toMatchObject({
      limit: 1,
      filter: { outcomes: ['done', 'partly', 'failed', 'uncertain'] },
    })
  })

  it('is set at once where nothing goes', async () => {
    vi.mocked(call).mockResolvedValue({ entries: [], total: 0 })
    const { confirm, onChange, choose } = show({})
    await choose('for 30 days')
    expect(onChange.mock.calls).toEqual([[30]])
    expect(confirm).not.toHaveBeenCalled()
  })

  it('stays as it is where the journal cannot say what would go', async () => {
    vi.mocked(call).mockRejectedValue(new Error('the journal thread ended'))
    const { onChange, choose } = show({})
    await choose('for 30 days')
    expect(await screen.findByText('This failed in a way Weir does not know.')).toBeDefined()
    expect(onChange).not.toHaveBeenCalled()
  })
})
