import { describe, expect, it } from 'vitest'
import type { Fault } from '../testing/fault-rules.ts'
import { startFaultyWeir } from '../testing/faulty-weir.ts'
import { preparedOperations } from '../testing/prepared-calls.ts'
import type { PreparedOperation } from '../testing/prepared-calls.ts'

const faulty = await startFaultyWeir()
const { proxy, newestEntryWith } = faulty
const operations = preparedOperations(faulty)

/** What a person is told of each fault, and whether it is sure that nothing was done. */
const faults: readonly (readonly [Fault, string, 'nothing was done' | 'nobody knows'])[] = [
  ['access-denied', 'access-denied', 'nothing was done'],
  ['expired-token', 'credentials-expired', 'nothing was done'],
  ['throttle', 'throttled', 'nothing was done'],
  ['no-such-queue', 'not-found', 'nothing was done'],
  ['no-such-action', 'invalid-input', 'nothing was done'],
  ['server-error', 'endpoint-unreachable', 'nobody knows'],
  ['reset', 'endpoint-unreachable', 'nobody knows'],
  ['lost-reply', 'endpoint-unreachable', 'nobody knows'],
  ['truncated', 'answer-damaged', 'nobody knows'],
  ['malformed', 'answer-damaged', 'nobody knows'],
]

const nameOf = ({ operation, action }: PreparedOperation) => `${operation} (${action})`
const mostCalls = { change: 1, read: 3 }

describe.each(operations.map((each) => [nameOf(each), each] as const))('%s', (_name, each) => {
  const { action, purpose, prepare } = each
  const isChange = purpose === 'change'

  it.each(faults)('%s: told as %s, %s', async (fault, code, effect) => {
    const effectUnknown = isChange && effect === 'nobody knows'
    const { mark, run, end } = await prepare()
    const injected = proxy.inject({ action, containing: mark, fault })
    const iamAction = `sqs:${action.replace(/Batch$/, '')}`
    expect(await run()).toEqual({ code, effectUnknown, action: iamAction })
    // Of this queue: what the test before held may still be on its way back.
    expect(injected.hits()).toBeGreaterThanOrEqual(1)
    expect(injected.hits()).toBeLessThanOrEqual(mostCalls[purpose])
    if (isChange) {
      const outcome = effectUnknown ? 'uncertain' : 'failed'
      expect(await newestEntryWith(mark)).toMatchObject({ operation: each.operation, outcome })
    }
    proxy.clear()
    await end?.()
  })
})

it('a hang of every one of them: over at the time-out, what changes once and uncertain', async () => {
  const calls = await Promise.all(
    operations.map(async (each) => ({ ...each, ...(await each.prepare()) })),
  )
  for (const { action, mark } of calls) {
    proxy.inject({ action, containing: mark, times: 1, fault: 'hang' })
  }
  const before = proxy.requests.length
  const told = await Promise.all(calls.map(({ run }) => run()))
  for (const [index, call] of calls.entries()) {
    // A read was tried again, and answered.
    const expected =
      call.purpose === 'read' ? undefined : { code: 'timed-out', effectUnknown: true }
    const { code, effectUnknown } = told[index] ?? {}
    expect(code === undefined ? undefined : { code, effectUnknown }, nameOf(call)).toEqual(expected)
  }
  const hung = proxy.requests.slice(before).filter(({ outcome }) => outcome === 'hang')
  expect(hung).toHaveLength(calls.length)
  proxy.clear()
  for (const { end } of calls) await end?.()
})
