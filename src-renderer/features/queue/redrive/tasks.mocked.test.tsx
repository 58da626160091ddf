import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { queueDetailSchema, queueUrlSchema } from '#contract'
import type { Connection, GuardLevel } from '#contract'
import { call } from '../../../api/client.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { newMove } from '../../../parts/moves/move-draft.ts'
import { queueFacts } from '../queue-facts.ts'
import { TaskList } from './task-list.tsx'
import { findTaskRate, TaskStart } from './task-start.tsx'
import { useTasks } from './use-tasks.ts'
import { findWhyNotAws, WayField } from './way-field.tsx'

vi.mock(import('../../../api/client.ts'))
startI18n('en')

const queueUrl = queueUrlSchema.parse('http://127.0.0.1/000000000000/orders-dlq')
const detail = queueDetailSchema.parse({
  ...{ queueUrl, name: 'orders-dlq', type: 'standard' },
  arn: 'arn:aws:sqs:us-east-1:000000000000:orders-dlq',
  depth: { queueUrl, visible: 41, inFlight: 0, delayed: 0, readAtMs: 0 },
  ...{ visibilityTimeoutSeconds: 30, retentionSeconds: 345_600, delaySeconds: 0 },
  ...{ maximumMessageBytes: 1_048_576, contentBasedDeduplication: false, encrypted: false },
})
const source = {
  queueUrl: 'http://127.0.0.1/000000000000/orders',
  name: 'orders',
  type: 'standard',
}
const running = {
  ...{ state: 'running', taskHandle: 'h-1', moved: 12, toMove: 41, maxPerSecond: 5 },
  startedAtMs: 1_763_800_000_000,
}

function factsAt(guard: GuardLevel) {
  const connection: Connection = {
    // Branded by the contract; here it only has to be a string.
    ...{ id: 'c' as Connection['id'], name: 'prod-eu', region: 'us-east-1', guard },
    ...{ target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' } },
    environment: 'production',
  }
  return queueFacts({ connection, queueUrl, detail, isGone: false })
}

/** What main answers, by operation; an error is thrown. */
function answer(answers: Partial<Record<string, unknown>>): void {
  vi.mocked(call).mockImplementation((name) => {
    const given = answers[name]
    // What each operation answers is the test's own business.
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given as never)
  })
}

const all = { isAll: true }
const redrive = { draft: newMove, to: 'sources', toName: undefined, about: 41 }

function Shown({ guard }: { guard: GuardLevel }) {
  const facts = factsAt(guard)
  const tasks = useTasks(facts)
  const whyNot = findWhyNotAws({ choice: all, draft: newMove }, tasks)
  return (
    <>
      <WayField way="weir" onWay={() => undefined} whyNot={whyNot} tasks={tasks} />
      <TaskStart facts={facts} redrive={redrive} tasks={tasks} />
      <TaskList facts={facts} tasks={tasks} />
    </>
  )
}

function show(guard: GuardLevel = 'open'): void {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <MantineProvider>
        <Shown guard={guard} />
      </MantineProvider>
    </QueryClientProvider>,
  )
}

const listed = (tasks: unknown[], isOffered = true) => ({
  'queues.listSources': { sources: [source], source: 'service', unread: 0 },
  'tasks.list': { isOffered, tasks, readAtMs: 0 },
})
const byAws = () => screen.getByRole<HTMLInputElement>('radio', { name: 'AWS moves them' })
const startButton = () => screen.getByRole<HTMLButtonElement>('button', { name: /Have AWS/ })

beforeEach(() => {
  vi.mocked(call).mockReset()
})

describe('the way of AWS', () => {
  it('is there where the service has tasks and the queue is a dead-letter queue', async () => {
    answer(listed([]))
    show()
    await waitFor(() => {
      expect(byAws().disabled).toBe(false)
    })
  })

  it('is not where the service has none, and says so', async () => {
    answer(listed([], false))
    show()
    expect(await screen.findByText(/This service has no move tasks/)).toBeTruthy()
    expect(byAws().disabled).toBe(true)
  })

  it('is not where the queue is nobody’s dead-letter queue, and nothing is asked', async () => {
    const sources = { sources: [], source: 'service', unread: 0 }
    answer({ ...listed([]), 'queues.listSources': sources })
    show()
    expect(await screen.findByText(/This is none, so Weir moves them/)).toBeTruthy()
    expect(vi.mocked(call).mock.calls.map(([name]) => name)).not.toContain('tasks.list')
  })

  it('is not for what is chosen of a capture, or changed', () => {
    const tasks = { whyNone: undefined }
    expect(findWhyNotAws({ choice: { isAll: false }, draft: newMove }, tasks)).toBe('onlyAll')
    const changed = { ...newMove, transform: '$' }
    expect(findWhyNotAws({ choice: all, draft: changed }, tasks)).toBe('onlyUnchanged')
  })

  it.each([
    ['fast', 'x', {}],
    ['rate', '500', { maxPerSecond: 500 }],
    ['rate', '501', undefined],
    ['rate', '0', undefined],
    ['rate', '1.5', undefined],
  ] as const)('takes the pace %s of %s as %o', (pace, number, rate) => {
    expect(findTaskRate({ pace, number })).toEqual(rate)
  })
})

describe('a task', () => {
  it('that somebody else started shows, keeps another from starting, and can be cancelled', async () => {
    answer({ ...listed([running]), 'tasks.cancel': { moved: 12 } })
    show()
    expect(await screen.findByText(/≈ 12 of 41 moved · at most 5 a second/)).toBeTruthy()
    expect(startButton().disabled).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Cancel the task' }))
    const asked = { connectionId: 'c', queueUrl, taskHandle: 'h-1' }
    expect(vi.mocked(call)).toHaveBeenCalledWith('tasks.cancel', asked)
  })

  it('that failed says why, and has nothing to cancel', async () => {
    const failureReason = 'CouldNotDetermineMessageSource'
    answer(listed([{ state: 'failed', moved: 3, failureReason }]))
    show()
    expect(await screen.findByText(/CouldNotDetermineMessageSource/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Cancel the task' })).toBeNull()
  })

  it('whose start had no answer is uncertain, and the list is read again', async () => {
    const lost = new WeirError('endpoint-unreachable', {
      ...{ params: {}, retryable: true, effectUnknown: true },
    })
    answer({ ...listed([]), 'tasks.start': lost })
    show()
    await waitFor(() => {
      expect(byAws().disabled).toBe(false)
    })
    await userEvent.click(startButton())
    expect(await screen.findByText(/it may have begun/)).toBeTruthy()
    const names = () => vi.mocked(call).mock.calls.map(([name]) => name)
    await waitFor(() => {
      expect(names().filter((name) => name === 'tasks.list')).toHaveLength(2)
    })
    expect(names().filter((name) => name === 'tasks.start')).toHaveLength(1)
  })

  it('cannot be begun while the guard is closed', async () => {
    answer(listed([running]))
    show('look')
    const cancel = await screen.findByRole<HTMLButtonElement>('button', { name: 'Cancel the task' })
    expect(cancel.disabled).toBe(true)
    expect(startButton().disabled).toBe(true)
  })
})
