import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { MessageId } from '#contract'
import { startI18n } from '../lib/i18n.ts'
import { MessageMarkList } from './message-mark-list.tsx'
import type { SeenMessage } from './seen-messages.ts'

startI18n('en')

const message: SeenMessage = {
  // Branded by the contract; here it only has to be a string.
  messageId: 'a' as MessageId,
  preview: '{}',
  bodyBytes: 2,
  receiveCount: 3,
  attributeCount: 0,
  atReceiveLimit: false,
  lastSeenAtMs: Date.UTC(2026, 10, 22, 10, 2, 11, 400),
}
const later = message.lastSeenAtMs + 60_000

describe('MessageMarkList', () => {
  it.each<[string, Partial<SeenMessage>, number]>([
    ['goes to DLQ on next receive', { atReceiveLimit: true }, message.lastSeenAtMs],
    ['last seen 10:02:11.4', {}, later],
    ['damaged: checksum does not fit', { damage: 'checksum' }, message.lastSeenAtMs],
    ['deleted', { fate: 'deleted' }, later],
    ['may or may not be gone', { fate: 'uncertain' }, message.lastSeenAtMs],
    ['came back after its deletion', { fate: 'returned' }, message.lastSeenAtMs],
  ])('says “%s”', (words, changes, lastLookAtMs) => {
    render(<MessageMarkList message={{ ...message, ...changes }} lastLookAtMs={lastLookAtMs} />)
    expect(screen.getByTitle(words).textContent).toContain(words)
  })

  it('says nothing of an ordinary message of the last look', () => {
    const { container } = render(
      <MessageMarkList message={message} lastLookAtMs={message.lastSeenAtMs} />,
    )
    expect(container.textContent).toBe('')
  })
})
