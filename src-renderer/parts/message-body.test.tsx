import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Message, MessageId } from '#contract'
import { startI18n } from '../lib/i18n.ts'
import { MessageBody } from './message-body.tsx'

startI18n('en')

const message: Message = {
  // Branded by the contract; here it only has to be a string.
  messageId: 'a' as MessageId,
  preview: 'x',
  body: 'x',
  bodyBytes: 1,
  receiveCount: 1,
  attributeCount: 0,
  atReceiveLimit: false,
  attributes: [],
  systemAttributes: [],
}

function show(changes: Partial<Message>): void {
  render(
    <MantineProvider>
      <MessageBody
        message={{ ...message, ...changes }}
        wanted="bytes"
        onMode={vi.fn()}
        onToggle={vi.fn()}
      />
    </MantineProvider>,
  )
}

describe('the body of a message', () => {
  it('whose checksum does not fit is not to be relied on', () => {
    show({ damage: 'checksum' })
    expect(screen.getByText(/does not fit its checksum/).textContent).toContain('Do not rely on it')
  })

  it('that is whole is shown without a word', () => {
    show({})
    expect(screen.queryByText(/checksum/)).toBeNull()
  })
})
