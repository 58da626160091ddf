import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { subscriptionSchema } from '#contract'
import type { Connection, TopicArn } from '#contract'
import { createQueryClient } from '../../../api/query-client.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { topicFacts } from '../topic-facts.ts'
import { FilterLabTab } from './filter-lab-tab.tsx'
import { endpointName, FILTERS_MAX } from './use-filters.ts'

startI18n('en')

const { call } = vi.hoisted(() => ({
  call: vi.fn<(name: string, input: { subscriptionArn?: string }) => Promise<unknown>>(),
}))
vi.mock('../../../api/client.ts', () => ({ call }))
// The editor needs a layout, which jsdom has not.
vi.mock('../../../ui/code-view.tsx', () => ({ CodeView: () => null }))

const topicArn = 'arn:aws:sns:us-east-1:000000000000:orders' as TopicArn // the brand is main's to give

function subscription(index: number, state: 'confirmed' | 'pending' = 'confirmed') {
  return subscriptionSchema.parse({
    state,
    ...(state === 'confirmed' && { subscriptionArn: `${topicArn}:s-${String(index)}` }),
    topicArn,
    protocol: 'sqs',
    endpoint: `arn:aws:sqs:us-east-1:000000000000:q-${String(index)}`,
    owner: '',
  })
}

let subscriptions = [subscription(0)]

function answer(name: string, subscriptionArn: string | undefined): unknown {
  if (name === 'subscriptions.listPage') return { subscriptions }
  if (name === 'filters.explain') return { findings: [], isRefused: true }
  return { subscriptionArn, filterPolicy: '{}', filterScope: 'MessageBody' }
}

function show(): void {
  const connection = { id: crypto.randomUUID() } as Connection // all that the tab asks of it
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <FilterLabTab
          facts={topicFacts({ connection, topicArn, detail: undefined, isGone: false })}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

const offered = () => {
  const choice = screen.getByRole('combobox', { name: 'Whose policy' })
  return within(choice)
    .getAllByRole('option')
    .map(({ textContent }) => textContent)
}
const described = () => call.mock.calls.filter(([name]) => name === 'subscriptions.describe')

beforeEach(() => {
  call.mockReset()
  call.mockImplementation((name, { subscriptionArn }) =>
    Promise.resolve(answer(name, subscriptionArn)),
  )
})

describe('the filter lab of a topic', () => {
  it('offers the filters of confirmed subscriptions, and does not ask for those of pending ones', async () => {
    subscriptions = [subscription(0), subscription(1, 'pending'), subscription(2)]
    show()
    await screen.findByRole('option', { name: 'q-2' })
    expect(offered()).toEqual(['A new policy', 'q-0', 'q-2'])
    expect(described()).toHaveLength(2)
  })

  it('works with what can be read, and says how many filters could not be', async () => {
    subscriptions = [subscription(0), subscription(1)]
    call.mockImplementation((name, { subscriptionArn }) =>
      subscriptionArn?.endsWith('s-0') === true
        ? Promise.reject(new Error('denied'))
        : Promise.resolve(answer(name, subscriptionArn)),
    )
    show()
    expect(
      await screen.findByText('The filter of 1 subscription could not be read; it is left out.'),
    ).toBeTruthy()
    expect(await screen.findByRole('option', { name: 'q-1' })).toBeTruthy()
    expect(offered()).toEqual(['A new policy', 'q-1'])
  })

  it('reads the first hundred of many, and says so', async () => {
    subscriptions = Array.from({ length: FILTERS_MAX + 5 }, (_, index) => subscription(index))
    show()
    expect(
      await screen.findByText(/the first 100 subscriptions are read; the topic has 105/),
    ).toBeTruthy()
    expect(described()).toHaveLength(FILTERS_MAX)
  })
})

describe('a subscription’s name', () => {
  it.each([
    ['arn:aws:sqs:us-east-1:000000000000:billing', 'billing'],
    ['arn:aws:firehose:us-east-1:000000000000:deliverystream/orders', 'orders'],
    ['ops@example.com', 'ops@example.com'],
    ['https://example.com/hook', 'https://example.com/hook'],
  ])('of %s is %s', (endpoint, name) => {
    expect(endpointName(endpoint)).toBe(name)
  })
})
