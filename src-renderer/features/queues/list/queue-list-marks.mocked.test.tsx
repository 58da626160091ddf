import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { queueUrlSchema } from '#contract'
import type { Queue } from '#contract'
import { call, openFeed } from '../../../api/client.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { QueueList } from './queue-list.tsx'

vi.mock(import('../../../api/client.ts'))

const hostile = ['a%2Fb', '..', 'x.fifo-old', 'n'.repeat(500)]
const urlOf = (name: string) => queueUrlSchema.parse(`http://127.0.0.1/000000000000/${name}`)
const queue = (name: string): Queue => ({ name, queueUrl: urlOf(name), type: 'standard' })
const denied = new WeirError('access-denied', {
  params: { action: 'sqs:ListQueues' },
  retryable: false,
  effectUnknown: false,
})

interface World {
  listed: readonly Queue[] | WeirError
  pins: readonly Queue[]
  favourites: string[]
}

let world: World

async function answer(name: string, input: unknown): Promise<unknown> {
  await Promise.resolve()
  const { queueUrls = [], isFavourite } = input as { queueUrls?: string[]; isFavourite?: boolean } // as the window sends it
  switch (name) {
    case 'queues.listPage':
      if (world.listed instanceof WeirError) throw world.listed
      return { queues: world.listed }
    case 'pins.list':
      return { queues: world.pins }
    case 'favourites.set':
      world.favourites = isFavourite === true ? queueUrls : []
      return { queueUrls: world.favourites }
    default:
      return { queueUrls: world.favourites }
  }
}

async function* silence() {
  await new Promise(() => undefined)
  yield undefined
}

let connections = 0

function renderList(): void {
  const connectionId = `marks-${String(++connections)}`
  const ignore = (): void => undefined
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <QueueList
          connectionId={connectionId}
          region="us-east-1"
          search=""
          onSearch={ignore}
          onOpen={ignore}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

const shownNames = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[2]?.textContent)

describe('marks on the list', () => {
  beforeEach(() => {
    world = { listed: ['audit', 'orders'].map(queue), pins: [], favourites: [] }
    vi.mocked(call).mockImplementation(answer as never) // of the operations that this page asks
    vi.mocked(openFeed).mockImplementation(async () => silence() as never) // the only feed of this page
  })

  it('F makes the selected queue a favourite and takes it back; only favourites can be shown', async () => {
    renderList()
    await screen.findByRole('button', { name: 'orders' })
    await userEvent.keyboard('{End}f')
    const star = await screen.findByRole('button', { name: /orders is a favourite/ })
    expect(star.getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'Favourites only' }))
    expect(shownNames()).toEqual(['orders'])
    await userEvent.click(star)
    expect(await screen.findByRole('heading', { name: 'No favourites here' })).toBeTruthy()
  })

  it('denied: says which permission, and shows what was added by hand', async () => {
    world = { ...world, listed: denied, pins: [queue('theirs')] }
    renderList()
    expect(await screen.findByRole('button', { name: 'theirs' })).toBeTruthy()
    expect((await screen.findByRole('alert')).textContent).toContain('Access denied')
    expect(screen.getByRole('img', { name: 'Added by URL or ARN' })).toBeTruthy()
  })

  it('a queue that is listed and pinned is one row', async () => {
    world = { ...world, pins: [queue('orders')] }
    renderList()
    await screen.findByRole('button', { name: 'orders' })
    expect(shownNames()).toHaveLength(2)
  })

  it('names that no AWS account has, but an emulator may, are shown as they are', async () => {
    world = { ...world, listed: hostile.map(queue) }
    renderList()
    for (const name of hostile) expect(await screen.findByRole('button', { name })).toBeTruthy()
    expect(screen.getAllByText('std')).toHaveLength(hostile.length)
  })

  it('says how much is selected, and takes what was added by hand off the list', async () => {
    world = { ...world, pins: [queue('theirs')] }
    renderList()
    await screen.findByRole('button', { name: 'theirs' })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select all shown queues' }))
    expect(screen.getByText('3 selected')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Take 1 off the list' }))
    const input = { connectionId: expect.any(String) as string, queueUrl: urlOf('theirs') } // a matcher in its place
    expect(vi.mocked(call)).toHaveBeenCalledWith('pins.remove', input)
  })
})
