import { expect, it } from 'vitest'
import type { Announcement } from '#contract'
import { traceTarget } from '../../testing/trace-targets.ts'
import { expectationsOf } from './trace-expectation.ts'

const mark = { name: 'weir-trace', dataType: 'String', value: 'k3v9', encoding: 'text' } as const
const paid = { name: 'event', dataType: 'String', value: 'paid', encoding: 'text' } as const
const asWritten: Announcement = { body: '{"order":{"weight":2}}', attributes: [paid] }
const asMarked: Announcement = { ...asWritten, attributes: [paid, mark] }

async function expectedOf(change: object) {
  const [expected] = await expectationsOf([traceTarget(change)], { asWritten, asMarked })
  return expected
}

it.each([
  ['nothing keeps it out', {}, 'delivered'],
  ['pending', { state: 'pending' }, 'pending'],
  ['removed', { state: 'deleted' }, 'deleted'],
  ['a filter that may not be read', { filterPolicy: undefined }, 'unknown'],
  ['a filter that says nothing', { filterPolicy: '{"event":' }, 'unknown'],
  ['a filter that lets it pass', { filterPolicy: '{"event":["paid"]}' }, 'delivered'],
  ['a filter that does not', { filterPolicy: '{"event":["sent"]}' }, 'filtered'],
  [
    'a filter of the body',
    { filterPolicy: '{"order":{"weight":[2]}}', filterScope: 'MessageBody' },
    'delivered',
  ],
  ['the same policy on attributes', { filterPolicy: '{"weight":[2]}' }, 'filtered'],
  ['a queue that is gone', { queue: undefined, unwatched: 'no-queue' }, 'no-queue'],
  ['a policy that is silent', { admission: 'silent' }, 'not-admitted'],
  ['a policy that denies', { admission: 'denies' }, 'not-admitted'],
  ['a policy under conditions', { admission: 'depends' }, 'delivered'],
  ['a policy nobody may read', { admission: undefined }, 'delivered'],
  // What SNS drops is never offered to the queue.
  ['filtered and not admitted', { filterPolicy: '{"a":["b"]}', admission: 'silent' }, 'filtered'],
])('%s', async (_why, change, expectation) => {
  expect(await expectedOf(change)).toMatchObject({ expectation })
})

it('names the key that keeps it out', async () => {
  expect(await expectedOf({ filterPolicy: '{"event":["sent"]}' })).toMatchObject({
    blocker: { kind: 'key', path: ['event'] },
  })
})

it.each([
  ['{"weir-trace":[{"exists":true}]}', 'delivered'],
  ['{"weir-trace":[{"exists":false}]}', 'filtered'],
])('says that the mark decides: %s', async (filterPolicy, expectation) => {
  expect(await expectedOf({ filterPolicy })).toMatchObject({ expectation, isByMark: true })
})

it('says nothing of the mark where it decides nothing', async () => {
  expect(await expectedOf({ filterPolicy: '{"event":["sent"]}' })).not.toHaveProperty('isByMark')
})
