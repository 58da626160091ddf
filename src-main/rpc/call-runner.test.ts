import { expect, it, vi } from 'vitest'
import type { Effect } from '#contract'
import { silentLog } from '../lib/log.ts'
import { systemClock } from '../lib/clock.ts'
import { runCall } from './call-runner.ts'
import { Confirmations } from './confirmations.ts'
import { Guard } from './guard.ts'

const { signal } = new AbortController()
const example = { input: {}, output: {} }
const getConnection = vi.fn(() => {
  throw new Error('nobody asks for a connection that was not named')
})
const guard = new Guard(getConnection, new Confirmations(systemClock))
const journal = { begin: vi.fn(() => Promise.resolve(1)), end: vi.fn(() => Promise.resolve()) }
const findIdentity = () => undefined
const parts = { guard, journal, getConnection, findIdentity, log: silentLog }

function call(effect: Effect) {
  const meta = { kind: 'operation', effect, description: 'Stands for any.', example } as const
  return { name: 'things.do', meta, input: {}, signal }
}

it.each(['read', 'look', 'write', 'destroy'] as const)(
  'does not run a %s that names no connection: there is no guard to ask',
  async (effect) => {
    const handler = vi.fn()
    await expect(runCall(parts, call(effect), handler)).rejects.toThrow()
    expect(handler).not.toHaveBeenCalled()
    expect(journal.begin).not.toHaveBeenCalled()
  },
)

it('runs a local one, which needs none', async () => {
  expect(await runCall(parts, call('local'), () => 'done')).toBe('done')
})
