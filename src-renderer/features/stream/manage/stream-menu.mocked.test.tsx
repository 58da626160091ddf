import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { streamArnSchema, streamDetailSchema } from '#contract'
import type { Connection, GuardLevel, StreamDetail } from '#contract'
import { call } from '../../../api/client.ts'
import { ConfirmContext } from '../../../api/confirm.ts'
import type { ConfirmRequest } from '../../../api/confirm.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { StreamMenu, useRemoveStream } from './stream-menu.tsx'

startI18n('en')
vi.mock(import('../../../api/client.ts'))

const streamArn = streamArnSchema.parse('arn:aws:kinesis:us-east-1:000000000000:stream/clicks')
const clicks = streamDetailSchema.parse({
  ...{ streamArn, name: 'clicks', status: 'ACTIVE', mode: 'provisioned', openShards: 4 },
  ...{ retentionHours: 168, consumers: 2, kmsKeyId: '', maximumRecordBytes: 1_048_576 },
  ...{ distribution: 'by-key', readAtMs: 0 },
})

function Page({ facts }: { facts: StreamFacts }) {
  const removal = useRemoveStream(facts)
  return (
    <>
      <StreamMenu facts={facts} removal={removal} />
      <ChangeOutcome
        outcome={removal.outcome}
        onReread={() => void removal.reread()}
        onDismiss={removal.dismiss}
      />
    </>
  )
}

function show(detail: StreamDetail | undefined, guard: GuardLevel = 'confirm'): ConfirmRequest[] {
  const asked: ConfirmRequest[] = []
  // All that the menu asks of a connection; the id is branded by the contract.
  const connection = { id: 'c', name: 'prod-eu', guard } as Connection
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext
          value={(request) => {
            asked.push(request)
            return Promise.resolve({})
          }}
        >
          <Page facts={{ connection, streamArn, name: 'clicks', detail, isGone: false }} />
        </ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

const openMenu = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'More for this stream' }))
  return screen.findByRole('menuitem', { name: 'Delete stream…' })
}
const plain = { params: {}, retryable: false, effectUnknown: false }
const asking = new WeirError('guarded', { ...plain, refusal: { reason: 'confirm', token: 't' } })

beforeEach(() => {
  vi.mocked(call).mockReset()
})

it('says in numbers what is lost with a stream, and asks for its consumers’ end with it', async () => {
  vi.mocked(call).mockRejectedValueOnce(asking).mockResolvedValueOnce({})
  const asked = show(clicks)
  await userEvent.click(await openMenu())
  expect(await screen.findByText('clicks is being deleted.')).toBeTruthy()
  const words = asked[0]?.words
  expect(words?.body).toContain('4 open shards and up to 7 days of records are lost.')
  expect(words?.body).toContain('2 registered consumers end with it.')
  expect(words?.danger).toBe(true)
  const input = { connectionId: 'c', streamArn, withConsumers: true }
  expect(vi.mocked(call).mock.calls).toEqual([
    ['streams.delete', input],
    ['streams.delete', { ...input, confirmation: { token: 't' } }],
  ])
})

it('says that what is lost could not be read', async () => {
  vi.mocked(call).mockRejectedValueOnce(asking).mockResolvedValueOnce({})
  const asked = show(undefined)
  await userEvent.click(await openMenu())
  expect(await screen.findByText('clicks is being deleted.')).toBeTruthy()
  expect(asked[0]?.words?.body).toContain('could not be read')
})

it('says that it is not known whether it was deleted, and does not repeat it', async () => {
  const lost = new WeirError('endpoint-unreachable', { ...plain, effectUnknown: true })
  vi.mocked(call).mockRejectedValueOnce(asking).mockRejectedValueOnce(lost)
  show(clicks)
  await userEvent.click(await openMenu())
  expect((await screen.findByRole('alert')).textContent).toContain('It is not known whether')
  expect(vi.mocked(call)).toHaveBeenCalledTimes(2)
})

it('cannot be done below its level', async () => {
  show(clicks, 'look')
  expect(await openMenu()).toHaveProperty('disabled', true)
  expect(vi.mocked(call)).not.toHaveBeenCalled()
})
