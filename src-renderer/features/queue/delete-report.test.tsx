import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { DeleteOutcome, ErrorValue, MessageId } from '#contract'
import { setLanguage, startI18n } from '../../lib/i18n.ts'
import { DeleteReport } from './delete-report.tsx'

startI18n('en')

// Branded by the contract; here it only has to be a string.
const id = (text: string) => text as MessageId
const denied: ErrorValue = {
  code: 'access-denied',
  params: { action: 'sqs:DeleteMessage' },
  retryable: false,
  effectUnknown: false,
}
const outcomes: DeleteOutcome[] = [
  { messageId: id('m-1'), outcome: 'deleted' },
  { messageId: id('m-2'), outcome: 'deleted' },
  { messageId: id('m-3'), outcome: 'failed', error: denied },
  { messageId: id('m-4'), outcome: 'uncertain', error: { ...denied, effectUnknown: true } },
]

function show(shown: DeleteOutcome[], onDismiss = vi.fn()) {
  render(
    <MantineProvider>
      <DeleteReport outcomes={shown} onDismiss={onDismiss} />
    </MantineProvider>,
  )
}

describe('DeleteReport', () => {
  it('says for each message what became of it', () => {
    show(outcomes)
    const text = screen.getByRole('status').textContent
    expect(text).toContain('2 deleted.')
    expect(text).toContain('1 not deleted:')
    expect(text).toContain('m-3')
    expect(text).toContain('sqs:DeleteMessage')
    expect(text).toContain(
      '1 without an answer: it may or may not be gone; Weir did not try again.',
    )
  })

  it('does not call uncertain what was deleted, nor the other way round', () => {
    show(outcomes.slice(3))
    const text = screen.getByRole('status').textContent
    expect(text).not.toContain('deleted')
    expect(text).toContain('may or may not be gone')
  })

  it('speaks Korean', () => {
    setLanguage('ko')
    show(outcomes.slice(3))
    expect(screen.getByRole('status').textContent).toContain(
      '1개는 응답이 없어 삭제 여부를 알 수 없습니다. Weir는 다시 시도하지 않았습니다.',
    )
    setLanguage('en')
  })

  it('goes away when told to', () => {
    const onDismiss = vi.fn()
    show(outcomes, onDismiss)
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(onDismiss).toHaveBeenCalled()
  })
})
