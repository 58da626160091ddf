import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { Message } from '#contract'
import { startI18n } from '../lib/i18n.ts'
import { differingAttributes } from './differing-attributes.ts'
import { MessageComparison } from './message-comparison.tsx'

startI18n('en')

function message(id: string, more: Partial<Message>): Message {
  return {
    messageId: id as Message['messageId'], // the brand of an id is main's to give
    preview: '',
    bodyBytes: 1,
    receiveCount: 1,
    attributeCount: 0,
    atReceiveLimit: false,
    body: id,
    attributes: [],
    systemAttributes: [],
    ...more,
  }
}
const attribute = (dataType: string, value: string) => ({
  name: 'kind',
  dataType,
  value,
  encoding: 'text' as const,
})
const one = message('m-1', {
  attributes: [attribute('String', '1')],
  systemAttributes: [{ name: 'SenderId', value: 'a' }],
})
const two = message('m-2', {
  attributes: [attribute('Number', '1')],
  systemAttributes: [{ name: 'SenderId', value: 'a' }],
})

function show(marked: Message, opened: Message) {
  const onEnd = vi.fn()
  render(
    <MantineProvider env="test">
      <MessageComparison marked={marked} opened={opened} onEnd={onEnd} />
    </MantineProvider>,
  )
  return onEnd
}
const cells = () =>
  within(screen.getByRole('table', { name: 'Attributes that differ' }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)

it('lists only attributes that differ, and a kind differs too', () => {
  expect(differingAttributes(one, two)).toEqual([
    { name: 'kind', before: 'String: 1', after: 'Number: 1' },
  ])
  const bare = message('m-3', {})
  expect(differingAttributes(one, bare).map(({ after }) => after)).toEqual([undefined, undefined])
})

it('swaps the sides, and ends', async () => {
  const onEnd = show(one, two)
  expect(cells()).toEqual(['String: 1', 'Number: 1'])
  await userEvent.click(screen.getByRole('button', { name: 'Swap the two sides' }))
  expect(cells()).toEqual(['Number: 1', 'String: 1'])
  await userEvent.click(screen.getByRole('button', { name: 'End comparing' }))
  expect(onEnd).toHaveBeenCalledOnce()
})

it('says that nothing differs', () => {
  show(one, { ...one })
  expect(screen.getByText('All attributes are the same.')).toBeTruthy()
  expect(screen.getByText('The bodies are the same.')).toBeTruthy()
})

it('says that a text is too long to mark', () => {
  show(one, { ...two, body: 'x'.repeat(500_000) })
  expect(screen.getByText(/^Too long to mark/)).toBeTruthy()
})
