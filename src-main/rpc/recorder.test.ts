import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connectionIdSchema } from '#contract'
import type { Effect } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { Log } from '../lib/log.ts'
import { runRecorded } from './recorder.ts'
import type { JournalPort, RecordedCall } from './recorder.ts'

/** What happened, in order: the journal's writes and the call itself. */
let events: unknown[]
let logged: string[]
let beginFails: Error | undefined
let endFails: Error | undefined

beforeEach(() => {
  events = []
  logged = []
  beginFails = undefined
  endFails = undefined
})

const journal: JournalPort = {
  begin: async (entry) => {
    if (beginFails !== undefined) throw beginFails
    await new Promise((resolve) => setImmediate(resolve)) // as long as a disk may take
    events.push(['on disk', entry])
    return 7
  },
  end: (id, end) => {
    if (endFails !== undefined) return Promise.reject(endFails)
    events.push(['ended', id, end])
    return Promise.resolve()
  },
}
const log: Log = {
  info: vi.fn(),
  warn: vi.fn(),
  error: (event) => logged.push(event),
}

function callOf(effect: Effect): RecordedCall {
  return {
    operation: 'things.do',
    effect,
    connectionId: connectionIdSchema.parse('c-1'),
    connectionName: 'one',
    target: 'orders',
  }
}

type Run = Parameters<typeof runRecorded<string>>[2]

function run(effect: Effect, work: Run): Promise<string> {
  return runRecorded({ journal, log }, callOf(effect), (note) => {
    events.push('runs')
    return work(note)
  })
}

const done: Run = () => Promise.resolve('answer')

describe.each(['look', 'write', 'destroy'] as const)('a %s', (effect) => {
  it('is on disk before it happens and has its outcome after', async () => {
    expect(await run(effect, done)).toBe('answer')
    expect(events).toEqual([
      ['on disk', callOf(effect)],
      'runs',
      ['ended', 7, { outcome: 'done', count: undefined, requestId: undefined }],
    ])
  })

  it('does not happen when it cannot be recorded', async () => {
    beginFails = new Error('disk full')
    await expect(run(effect, done)).rejects.toThrow('disk full')
    expect(events).toEqual([])
  })
})

describe.each(['local', 'read'] as const)('a %s', (effect) => {
  it('is not recorded', async () => {
    beginFails = new Error('disk full')
    expect(await run(effect, (note) => done(note))).toBe('answer')
    expect(events).toEqual(['runs'])
  })
})

describe('the outcome', () => {
  const ended = (): unknown => events.at(-1)

  it('is told with what was noted, the last word on each', async () => {
    await run('destroy', (record) => {
      record.note({ count: 3, requestId: 'r-1' })
      record.note({ count: 2, outcome: 'partly' })
      return done(record)
    })
    expect(ended()).toEqual(['ended', 7, { outcome: 'partly', count: 2, requestId: 'r-1' }])
  })

  it('of what goes on after the answer is told when that ends, with what was noted by then', async () => {
    const work = Promise.withResolvers<undefined>()
    const answer = await run('write', (record) => {
      record.until(
        work.promise.then(() => {
          record.note({ count: 9 })
        }),
      )
      return done(record)
    })
    expect(answer).toBe('answer')
    expect(ended()).toBe('runs')
    work.resolve(undefined)
    await vi.waitFor(() => {
      expect(ended()).toMatchObject(['ended', 7, { outcome: 'done', count: 9 }])
    })
  })

  it.each([
    ['failed', new AppError('throttled', 'no', { requestId: 'r-2' }), 'throttled', 'r-2'],
    ['uncertain', new AppError('timed-out', 'no', { effectUnknown: true }), 'timed-out', undefined],
    ['failed', new TypeError('oops'), 'unexpected', undefined],
  ])('is %s after %o', async (outcome, thrown, code, requestId) => {
    await expect(run('write', () => Promise.reject(thrown))).rejects.toBe(thrown)
    expect(ended()).toEqual(['ended', 7, { outcome, code, requestId }])
  })

  it('is told of a handler that throws at once, too', async () => {
    const thrown = new AppError('invalid-input', 'no')
    const failing = run('write', () => {
      throw thrown
    })
    await expect(failing).rejects.toBe(thrown)
    expect(ended()).toMatchObject(['ended', 7, { outcome: 'failed', code: 'invalid-input' }])
  })
})

describe('when the outcome cannot be written', () => {
  beforeEach(() => {
    endFails = new Error('disk full')
  })

  it('what was done is not reported as failed: somebody would do it again', async () => {
    expect(await run('write', done)).toBe('answer')
    expect(logged).toEqual(['journal.end-not-written'])
  })

  it('what failed is reported with its own reason', async () => {
    const thrown = new AppError('throttled', 'no')
    await expect(run('write', () => Promise.reject(thrown))).rejects.toBe(thrown)
    expect(logged).toEqual(['journal.end-not-written'])
  })
})
