import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HeldMessage, MessageId } from '#contract'
import { connectionIdSchema, queueUrlSchema } from '#contract'
import { HeldBar } from './held-bar.tsx'
import { recallQueue } from './queue-memory.ts'
import type { Returns } from './use-returns.ts'

// Branded by the contract; here it only has to be a string.
const id = (text: string) => text as MessageId
const change = vi.fn<Returns['change']>()
const returns: Returns = {
  change,
  pending: false,
  report: undefined,
  error: undefined,
  dismiss: () => undefined,
}
const memory = recallQueue(
  connectionIdSchema.parse('sandbox'),
  queueUrlSchema.parse('http://127.0.0.1:4566/0/orders'),
)

function hold(...messages: Partial<HeldMessage>[]): void {
  const held = messages.map((message, at): HeldMessage => {
    const messageId = id(`m-${String(at)}`)
    return { messageId, untilMs: 1_763_800_030_000, state: 'held', ...message }
  })
  memory.held.set(new Map(held.map((each) => [each.messageId, each])))
}

function show(): void {
  render(
    <MantineProvider>
      <HeldBar memory={memory} returns={returns} />
    </MantineProvider>,
  )
}

beforeEach(() => {
  change.mockReset()
  memory.checked.set(new Set())
})

describe('HeldBar', () => {
  it('is not there while nothing is held', () => {
    hold()
    show()
    expect(screen.queryByRole('region')).toBeNull()
  })

  it('returns all that is held, or what is ticked of it', () => {
    hold({}, {}, { state: 'parked' })
    show()
    expect(screen.getByText('2 messages are held: no consumer gets them.')).toBeTruthy()
    expect(screen.getByText('1 more stays hidden for as long as you said.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Return 2 messages' }))
    expect(change).toHaveBeenLastCalledWith(['m-0', 'm-1'], 0)
  })

  it('returns only what is ticked', () => {
    hold({}, {})
    memory.checked.set(new Set([id('m-1')]))
    show()
    fireEvent.click(screen.getByRole('button', { name: 'Return 1 message' }))
    expect(change).toHaveBeenLastCalledWith(['m-1'], 0)
  })

  it('says when a renewal fails, and what comes of it', () => {
    const error = { code: 'throttled' as const, params: {}, retryable: true, effectUnknown: false }
    hold({ renewError: error })
    show()
    expect(screen.getByText(/could not be renewed and is tried again/).textContent).toContain(
      'the messages come back at',
    )
  })
})
