import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { connectionIdSchema, queueUrlSchema, sendIdSchema } from '#contract'
import type { SendProgress } from '#contract'
import { call } from '../../api/client.ts'
import { setLanguage, startI18n } from '../../lib/i18n.ts'
import { SendRunning } from './send-running.tsx'

startI18n('en')

vi.mock('../../api/client.ts', () => ({ call: vi.fn(() => Promise.resolve({})) }))

const connectionId = connectionIdSchema.parse('c-1')
const running: SendProgress = {
  sendId: sendIdSchema.parse('s-1'),
  queueUrl: queueUrlSchema.parse('http://127.0.0.1:4566/000000000000/orders'),
  state: 'running',
  total: 1_000,
  sent: 400,
  failed: 0,
  uncertain: 0,
  unsent: 600,
  startedAtMs: 0,
  atMs: 3_000,
  perSecond: 100,
  isThrottled: false,
}

function show(change: Partial<SendProgress> = {}): void {
  render(
    <MantineProvider>
      <SendRunning progress={{ ...running, ...change }} connectionId={connectionId} />
    </MantineProvider>,
  )
}

describe('SendRunning', () => {
  it('says nothing of what is done in no time', () => {
    show({ atMs: 499 })
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('shows a bar first, numbers and an estimate once it takes longer', () => {
    show({ atMs: 600 })
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('400')
    expect(screen.queryByText(/a second/)).toBeNull()
    show()
    expect(screen.getByText('400 of 1,000 · 100 a second · about 6 s left')).toBeTruthy()
  })

  it('can be cancelled, once', () => {
    show()
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(call).toHaveBeenCalledExactlyOnceWith('sends.cancel', { connectionId, sendId: 's-1' })
    show({ state: 'cancelling' })
    const buttons = screen.getAllByRole('button', { name: 'Cancel' })
    expect(buttons.at(-1)?.hasAttribute('disabled')).toBe(true)
  })

  it('says that it waits because SQS asked it to', () => {
    setLanguage('ko')
    show({ isThrottled: true })
    expect(screen.getByText(/호출을 줄여 달라고/)).toBeTruthy()
    setLanguage('en')
  })
})
