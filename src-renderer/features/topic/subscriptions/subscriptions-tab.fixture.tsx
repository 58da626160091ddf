import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { connectionSchema, queueSchema, subscriptionSchema, topicArnSchema } from '#contract'
import type { GuardLevel, Subscription } from '#contract'
import { ConfirmContext } from '../../../api/confirm.ts'
import type { ConfirmRequest } from '../../../api/confirm.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { topicFacts } from '../topic-facts.ts'
import { SubscriptionsTab } from './subscriptions-tab.tsx'

export const topicArn = topicArnSchema.parse('arn:aws:sns:us-east-1:000000000000:orders')
export const hookArn = `${topicArn}:hook`
export const hook = subscriptionSchema.parse({
  state: 'confirmed',
  subscriptionArn: hookArn,
  topicArn,
  protocol: 'https',
  endpoint: 'https://example.com/hook',
  owner: '000000000000',
})
export const pending: Subscription = { ...hook, state: 'pending', subscriptionArn: undefined }
const queueNames = ['failures', 'failures.fifo']
export const queueArn = 'arn:aws:sqs:us-east-1:000000000000:failures'
export const queues = queueNames.map((name) =>
  queueSchema.parse({
    queueUrl: `http://127.0.0.1/000000000000/${name}`,
    name,
    type: name.endsWith('.fifo') ? 'fifo' : 'standard',
  }),
)
export const detail = {
  subscriptionArn: hookArn,
  isRaw: false,
  filterPolicy: '',
  filterScope: 'MessageAttributes',
  replayPolicy: '',
  deliveryPolicy: '',
  isPending: false,
  attributes: { ConfirmationWasAuthenticated: 'false' },
  readAtMs: 0,
}

/** The tab on a connection of its own; gives what was asked to be confirmed. */
export function showSubscriptions(guard: GuardLevel): ConfirmRequest[] {
  const connection = connectionSchema.parse({
    id: `c-${crypto.randomUUID()}`,
    name: 'prod',
    region: 'us-east-1',
    environment: 'production',
    guard,
    target: { kind: 'sandbox' },
  })
  const asked: ConfirmRequest[] = []
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext
          value={(request) => {
            asked.push(request)
            return Promise.resolve({})
          }}
        >
          <SubscriptionsTab
            onTry={() => undefined}
            facts={topicFacts({ connection, topicArn, detail: undefined, isGone: false })}
          />
        </ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}
