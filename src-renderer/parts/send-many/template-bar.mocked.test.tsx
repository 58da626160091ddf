import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionSchema, queueUrlSchema } from '#contract'
import { call } from '../../api/client.ts'
import { forgetConnection } from '../../lib/forget.ts'
import { startI18n } from '../../lib/i18n.ts'
import { emptyDraft } from '../send-draft.ts'
import { SENT_MAX_CHARACTERS, keepSent, recallSent } from './sent-messages.ts'
import type { SendPlace } from './send-place.ts'
import { createSendMemory } from './send-memory.ts'
import { TemplateBar } from './template-bar.tsx'

startI18n('en')

const kept = { name: 'an order', body: '{"order":1}', delaySeconds: 5, groupId: 'g' }

vi.mock('../../api/client.ts', () => ({
  call: vi.fn((name: string) =>
    Promise.resolve({ templates: name === 'templates.remove' ? [] : [kept] }),
  ),
}))

const connection = connectionSchema.parse({
  id: 'c-1',
  name: 'test',
  target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
  environment: 'local',
  guard: 'confirm',
  region: 'us-east-1',
})

function show(name = 'orders') {
  const queueUrl = queueUrlSchema.parse(`http://127.0.0.1:4566/000000000000/${name}`)
  const place: SendPlace = {
    connection,
    name,
    to: { kind: 'queue', queueUrl },
    rules: {
      type: name.endsWith('.fifo') ? 'fifo' : 'standard',
      maximumMessageBytes: 1_024,
      contentBasedDeduplication: true,
    },
  }
  const memory = createSendMemory()
  memory.draft.set({ ...emptyDraft, body: 'half typed' })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <TemplateBar place={place} memory={memory} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return memory
}

function click(name: string): void {
  fireEvent.click(screen.getByRole('button', { name }))
}

beforeEach(() => {
  forgetConnection(connection.id)
})

describe('TemplateBar', () => {
  it('fills the form, says what a standard queue does not take, and takes it back', async () => {
    const memory = show()
    click('Templates')
    fireEvent.click(await screen.findByRole('button', { name: 'Use an order' }))
    expect(memory.draft.get()).toMatchObject({ body: kept.body, delay: '5', groupId: '' })
    expect(screen.getByRole('status').textContent).toContain('Its group id was left out')
    click('Undo')
    expect(memory.draft.get().body).toBe('half typed')
  })

  it('leaves the delay out on a FIFO queue', async () => {
    const memory = show('orders.fifo')
    click('Templates')
    fireEvent.click(await screen.findByRole('button', { name: 'Use an order' }))
    expect(memory.draft.get()).toMatchObject({ delay: '', groupId: 'g' })
    expect(screen.getByRole('status').textContent).toContain('Its delay was left out')
  })

  it('brings a removed template back', async () => {
    show()
    click('Templates')
    fireEvent.click(await screen.findByRole('button', { name: 'Remove an order' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => {
      expect(call).toHaveBeenCalledWith('templates.save', kept)
    })
  })

  it('says where a history is kept, and fills the form from it', () => {
    keepSent(connection.id, { queue: 'mails', count: 3, message: { body: 'sent before' } })
    const memory = show()
    click('Templates')
    fireEvent.click(screen.getByRole('button', { name: /mails · 3 times/ }))
    expect(memory.draft.get().body).toBe('sent before')
    forgetConnection(connection.id)
    click('Templates')
    expect(screen.getByText(/kept in memory only/)).toBeTruthy()
  })

  it('keeps the newest hundred', () => {
    for (let index = 0; index < 101; index += 1)
      keepSent(connection.id, { queue: 'q', count: 1, message: { body: String(index) } })
    const sent = recallSent(connection.id)
    expect([sent.length, sent[0]?.message.body]).toEqual([100, '100'])
  })

  it('keeps no more of large ones than there is room for together', () => {
    const body = 'x'.repeat(SENT_MAX_CHARACTERS / 4)
    for (let index = 0; index < 9; index += 1)
      keepSent(connection.id, { queue: 'q', count: index + 1, message: { body } })
    expect(recallSent(connection.id).map(({ count }) => count)).toEqual([9, 8, 7, 6])
  })
})
