import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { topicDetailSchema } from '#contract'
import type { Connection, GuardLevel, TopicDetail } from '#contract'
import { call } from '../../../api/client.ts'
import { ConfirmContext } from '../../../api/confirm.ts'
import type { ConfirmRequest } from '../../../api/confirm.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { topicFacts } from '../topic-facts.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { TopicMenu } from './topic-menu.tsx'
import { useRemoveTopic } from './use-remove-topic.ts'

startI18n('en')
vi.mock(import('../../../api/client.ts'))

const kept = topicDetailSchema.parse({
  topicArn: 'arn:aws:sns:us-east-1:000000000000:orders.fifo',
  name: 'orders.fifo',
  type: 'fifo',
  owner: '000000000000',
  displayName: '',
  subscriptions: { confirmed: 2, pending: 1, deleted: 0 },
  policy: '',
  kmsKeyId: '',
  maximumMessageBytes: 262_144,
  contentBasedDeduplication: false,
  archive: { retentionDays: 30 },
  readAtMs: 0,
})

function Page({ facts }: { facts: TopicFacts }) {
  const remove = useRemoveTopic(facts)
  return (
    <>
      <TopicMenu facts={facts} remove={remove} />
      <ChangeOutcome
        outcome={remove.outcome}
        onReread={() => void remove.reread()}
        onDismiss={remove.dismiss}
      />
    </>
  )
}

function show(detail: TopicDetail | undefined, guard: GuardLevel = 'confirm'): ConfirmRequest[] {
  const asked: ConfirmRequest[] = []
  // All that the menu asks of a connection; the id is branded by the contract.
  const connection = { id: 'c', name: 'prod-eu', guard } as Connection
  const facts = topicFacts({ connection, topicArn: kept.topicArn, detail, isGone: false })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext
          value={(request) => {
            asked.push(request)
            return Promise.resolve({})
          }}
        >
          <Page facts={facts} />
        </ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

async function remove(): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'More for this topic' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete topic…' }))
}

const plain = { params: {}, retryable: false, effectUnknown: false }
const asking = new WeirError('guarded', { ...plain, refusal: { reason: 'confirm', token: 't' } })

beforeEach(() => {
  vi.mocked(call).mockReset()
})

it('says in numbers what is lost with a topic: subscriptions, publishers, the archive', async () => {
  vi.mocked(call).mockRejectedValueOnce(asking).mockResolvedValueOnce({})
  const asked = show(kept)
  await remove()
  expect(await screen.findByText('orders.fifo was deleted.')).toBeTruthy()
  const body = asked[0]?.words?.body
  expect(body).toContain('3 subscriptions end.')
  expect(body).toContain('Whoever publishes to it gets an error')
  expect(body).toContain('Its archive of 30 days ends with it')
  expect(asked[0]?.words?.danger).toBe(true)
})

it('says that what is lost could not be read', async () => {
  vi.mocked(call).mockRejectedValueOnce(asking).mockResolvedValueOnce({})
  const asked = show(undefined)
  await remove()
  await waitFor(() => {
    expect(asked[0]?.words?.body).toContain('could not be read')
  })
})

it('says what to do when SNS keeps the topic for its archive', async () => {
  const params = { name: 'InvalidStateException' }
  vi.mocked(call).mockRejectedValueOnce(new WeirError('conflict', { ...plain, params }))
  show(kept)
  await remove()
  expect((await screen.findByRole('alert')).textContent).toContain('An archive has to be ended')
})

it('cannot be done below its level', async () => {
  show(kept, 'look')
  await userEvent.click(screen.getByRole('button', { name: 'More for this topic' }))
  const item = await screen.findByRole('menuitem', { name: 'Delete topic…' })
  expect(item).toHaveProperty('disabled', true)
  expect(vi.mocked(call)).not.toHaveBeenCalled()
})
