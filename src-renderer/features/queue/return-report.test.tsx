import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { ErrorValue, MessageId, VisibilityOutcome } from '#contract'
import { ReturnReport } from './return-report.tsx'

const error: ErrorValue = {
  code: 'conflict',
  params: {},
  retryable: false,
  effectUnknown: false,
}
// Branded by the contract; here it only has to be a string.
const messageId = 'm-1' as MessageId
const done: VisibilityOutcome = { messageId, outcome: 'done' }
const failed: VisibilityOutcome = { messageId, outcome: 'failed', error }
const uncertain: VisibilityOutcome = { messageId, outcome: 'uncertain', error }

function textOf(outcomes: VisibilityOutcome[], seconds: number): string {
  render(
    <MantineProvider>
      <ReturnReport report={{ outcomes, seconds }} onDismiss={() => undefined} />
    </MantineProvider>,
  )
  return screen.getByRole('status').textContent
}

it('says of each outcome what became of the messages', () => {
  const text = textOf([done, done, failed, uncertain], 0)
  expect(text).toContain('2 messages returned to the queue.')
  expect(text).toContain('1 message could not be changed:')
  expect(text).toContain('No answer came for 1 message')
  expect(text).toContain('does not try again by itself')
})

it('says for how long messages stay hidden', () => {
  expect(textOf([done], 600)).toContain('1 message stays hidden for 10 min.')
})
