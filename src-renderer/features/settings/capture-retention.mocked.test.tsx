import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call } from '../../api/client.ts'
import { ConfirmContext } from '../../api/confirm.ts'
import type { Confirm } from '../../api/confirm.ts'
import { startI18n } from '../../lib/i18n.ts'
import { CaptureRetention } from './capture-retention.tsx'

startI18n('en')
vi.mock(import('../../api/client.ts'))

const DAY_MS = 86_400_000

function show(answer: Awaited<ReturnType<Confirm>>) {
  const confirm = vi.fn<Confirm>(() => Promise.resolve(answer))
  const onChange = vi.fn<(days: number) => void>()
  render(
    <MantineProvider env="test">
      <ConfirmContext value={confirm}>
        <CaptureRetention days={0} onChange={onChange} />
      </ConfirmContext>
    </MantineProvider>,
  )
  const choose = (label: string) =>
    userEvent.selectOptions(screen.getByRole('combobox', { name: 'Keep captures' }), label)
  return { confirm, onChange, choose }
}

beforeEach(() => {
  const captures = [{ createdAtMs: Date.now() - 10 * DAY_MS }, { createdAtMs: Date.now() }]
  vi.mocked(call).mockResolvedValue({ captures })
})

describe('how long captures are kept', () => {
  it('is shortened only after it was said how many go', async () => {
    const { confirm, onChange, choose } = show(undefined)
    await choose('for 7 days')
    await waitFor(() => {
      expect(confirm.mock.calls[0]?.[0].words?.verb).toBe('Delete 1 capture')
    })
    expect(onChange).not.toHaveBeenCalled()
  })

  it('is set at once where nothing goes, and after a yes', async () => {
    const { confirm, onChange, choose } = show({})
    await choose('for 30 days')
    await waitFor(() => {
      expect(onChange.mock.calls).toEqual([[30]])
    })
    expect(confirm).not.toHaveBeenCalled()
    await choose('for 7 days')
    await waitFor(() => {
      expect(onChange.mock.calls).toEqual([[30], [7]])
    })
  })
})
