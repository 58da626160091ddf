import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { topicSchema } from '#contract'
import type { Connection, GuardLevel } from '#contract'
import { call } from '../../api/client.ts'
import { createQueryClient } from '../../api/query-client.ts'
import { WeirError } from '../../api/weir-error.ts'
import { startI18n } from '../../lib/i18n.ts'
import { CreateDialog } from './create-dialog.tsx'
import { changedAttributes, emptyCreateDraft, isComplete } from './create-draft.ts'

startI18n('en')
vi.mock(import('../../api/client.ts'))

const topicArn = 'arn:aws:sns:us-east-1:000000000000:orders'
const orders = topicSchema.parse({ topicArn, name: 'orders', type: 'standard' })

function show(guard: GuardLevel = 'open') {
  const onCreated = vi.fn()
  const connection: Connection = {
    // Branded by the contract; here it only has to be a string.
    id: 'c' as Connection['id'],
    name: 'prod-eu',
    target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
    region: 'us-east-1',
    environment: 'production',
    guard,
  }
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <CreateDialog
          connection={connection}
          topics={[orders]}
          onCreated={onCreated}
          onClose={vi.fn()}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return onCreated
}

const type = (name: string, value: string): void => {
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })
}
const verb = () => screen.getByRole('button', { name: 'Create topic' })
const sent = () => vi.mocked(call).mock.calls.find(([name]) => name === 'topics.create')?.[1]

/** What main answers to the creation; an error is thrown. */
function answer(created: unknown): void {
  vi.mocked(call).mockImplementation(() =>
    // What the operation answers is the test's own business.
    created instanceof Error ? Promise.reject(created) : Promise.resolve(created as never),
  )
}

beforeEach(() => {
  vi.mocked(call).mockReset()
})

describe('creating a topic', () => {
  it('sends what differs from SNS’s own, with tags, of what a FIFO topic has', async () => {
    answer({ topic: { ...orders, topicArn: `${topicArn}-2.fifo` } })
    const onCreated = show()
    await userEvent.click(screen.getByRole('radio', { name: 'FIFO' }))
    expect(screen.queryByText('TracingConfig')).toBeNull()
    type('Name', 'orders-2')
    expect(screen.getByText('orders-2.fifo')).toBeTruthy()
    type('DisplayName', 'Two words')
    type('KmsMasterKeyId', ' alias/k ')
    fireEvent.blur(screen.getByRole('textbox', { name: 'KmsMasterKeyId' }))
    type('MaximumMessageSize', '2048')
    type('MaximumMessageSize', '262144')
    type('ArchivePolicy', '30')
    fireEvent.change(screen.getByRole('combobox', { name: 'FifoThroughputScope' }), {
      target: { value: 'MessageGroup' },
    })
    type('Tags', 'team=shop\nowner=')
    await userEvent.click(verb())
    expect(sent()).toEqual({
      connectionId: 'c',
      name: 'orders-2.fifo',
      type: 'fifo',
      attributes: {
        DisplayName: 'Two words',
        KmsMasterKeyId: 'alias/k',
        FifoThroughputScope: 'MessageGroup',
        ArchivePolicy: '{"MessageRetentionPeriod":"30"}',
      },
      tags: [
        { key: 'team', value: 'shop' },
        { key: 'owner', value: '' },
      ],
    })
    expect(onCreated).toHaveBeenCalledWith(`${topicArn}-2.fifo`)
  })

  it.each([
    ['Name', 'orders', 'There is a topic of this name'],
    ['Name', 'a b', 'Only letters, digits, - and _'],
    ['MaximumMessageSize', '1048577', 'Too large'],
    ['DisplayName', 'x'.repeat(101), 'Too long'],
    [
      'Tags',
      'aws:x=1',
      "A key is missing, there twice, AWS's own (aws:) or holds what AWS refuses",
    ],
  ])('says what is wrong with %s %s before anything is sent', (field, value, words) => {
    show()
    if (field !== 'Name') type('Name', 'new')
    type(field, value)
    expect(screen.getByText(words)).toBeTruthy()
    expect(verb()).toHaveProperty('disabled', true)
  })

  it('says which permission is missing, and keeps what was typed', async () => {
    const params = { action: 'sns:CreateTopic' }
    const detail = { params, retryable: false, effectUnknown: false }
    answer(new WeirError('access-denied', detail))
    const onCreated = show()
    type('Name', 'new')
    await userEvent.click(verb())
    expect((await screen.findByRole('alert')).textContent).toContain('sns:CreateTopic')
    expect(screen.getByDisplayValue('new')).toBeTruthy()
    expect(onCreated).not.toHaveBeenCalled()
  })

  it('says that an emulator may lack what is within SNS’s limits', async () => {
    answer(new WeirError('invalid-input', { params: {}, retryable: false, effectUnknown: false }))
    show()
    type('Name', 'new')
    type('MaximumMessageSize', '2048')
    await userEvent.click(verb())
    expect(await screen.findByText(/emulator does not take MaximumMessageSize/)).toBeTruthy()
  })

  it('cannot be done below its level, and offers to raise it', () => {
    show('look')
    type('Name', 'new')
    expect(verb()).toHaveProperty('disabled', true)
    expect(screen.getByRole('note').textContent).toContain('Changes need')
  })
})

it('leaves out what the type does not have, once the type was changed', () => {
  const attributes = { ArchivePolicy: '{"MessageRetentionPeriod":"400"}', TracingConfig: 'Active' }
  const draft = { ...emptyCreateDraft, name: 'a', attributes }
  expect(changedAttributes(draft)).toEqual({ TracingConfig: 'Active' })
  expect(isComplete(draft, [])).toBe(true)
  expect(isComplete({ ...draft, type: 'fifo' }, [])).toBe(false)
})
