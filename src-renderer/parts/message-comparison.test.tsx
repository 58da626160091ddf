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

it('says moments in words, with what SQS wrote beside them', () => {
  const sent = (value: string) => ({ systemAttributes: [{ name: 'SentTimestamp', value }] })
  show(message('m-1', sent('1763800000000')), message('m-2', sent('1763800060000')))
  const [left, right] = cells()
  expect(left).toMatch(/^2025-11-22 \d\d:\d\d:40.* 1763800000000$/)
  expect(right).toContain('1763800060000')
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
    'attribute',
    'in m-1…',
    'in m-2…',
  ])
})

it('compares JSON by its keys if asked to, but not raw texts', async () => {
  const json = (id: string, text: string) =>
    message(id, { body: text, decoded: { text, chain: [], envelopes: [], language: 'json' } })
  show(json('m-1', '{\n  "b": 1,\n  "a": 2\n}'), json('m-2', '{\n  "a": 2,\n  "b": 1\n}'))
  expect(screen.queryByText('The bodies are the same.')).toBeNull()
  await userEvent.click(screen.getByRole('checkbox', { name: 'sort keys' }))
  expect(screen.getByText('The bodies are the same.')).toBeTruthy()
  await userEvent.click(screen.getByRole('checkbox', { name: 'raw' }))
  expect(screen.queryByText('The bodies are the same.')).toBeNull()
  expect(screen.getByRole('checkbox', { name: 'sort keys' })).toHaveProperty('disabled', true)
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
