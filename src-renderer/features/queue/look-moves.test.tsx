import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { startI18n } from '../../lib/i18n.ts'
import { nothingSeen } from '../../parts/seen-messages.ts'
import { LookMoves } from './look-moves.tsx'
import type { Looks } from './use-looks.ts'

startI18n('en')

function show(messageIds: string[]): Looks {
  const looks: Looks = {
    look: vi.fn(() => Promise.resolve()),
    pending: false,
    error: undefined,
    dismiss: vi.fn(),
  }
  render(
    <MantineProvider>
      <LookMoves
        refusal={{ reason: 'would-move', messageIds, target: 'orders-dlq' }}
        seen={nothingSeen}
        looks={looks}
      />
    </MantineProvider>,
  )
  return looks
}

describe('LookMoves', () => {
  it('names the messages and the target, and has the focus on the safe answer', () => {
    show(['m-1', 'm-2'])
    expect(screen.getByText('This look can move 2 messages to orders-dlq.')).toBeTruthy()
    expect(screen.getByText('m-1')).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('Do not look')
  })

  it('looks again with exactly the messages that were named', () => {
    const looks = show(['m-1', 'm-2'])
    fireEvent.click(screen.getByRole('button', { name: 'Look and move up to 2' }))
    expect(looks.look).toHaveBeenCalledWith(['m-1', 'm-2'])
  })

  it('does nothing when declined', () => {
    const looks = show(['m-1'])
    fireEvent.click(screen.getByRole('button', { name: 'Do not look' }))
    expect(looks.look).not.toHaveBeenCalled()
    expect(looks.dismiss).toHaveBeenCalled()
  })

  it('counts those it does not name', () => {
    show(['1', '2', '3', '4', '5', '6', '7'])
    expect(screen.getByText('and 2 more')).toBeTruthy()
  })
})
