import { describe, expect, it } from 'vitest'
import type { LookLedger, MessageId } from '#contract'
import { ledgerLines } from './ledger-lines.ts'

const ledger: LookLedger = {
  mode: 'quick',
  max: 10,
  queueType: 'standard',
  requests: 1,
  renewalsPerHour: 0,
  waitingGroups: [],
  visibleNow: 37,
  movesNow: [],
  movesNext: [],
  leavesAgeAlarm: [],
  unknownCounts: 0,
  hiddenSeconds: 0,
}
const held = { mode: 'hold' as const, hiddenSeconds: 30 }
const limited = { maxReceiveCount: 3, deadLetterName: 'orders-dlq' }
// Branded by the contract; here they only have to be strings.
const two = ['a', 'b'] as MessageId[]

function keys(changes: Partial<LookLedger>): string[] {
  return ledgerLines({ ...ledger, ...changes }).map(({ key, tone }) =>
    tone === 'warning' ? `! ${key}` : key,
  )
}

describe('ledgerLines', () => {
  it.each<[string, Partial<LookLedger>, string[]]>([
    ['no dead-letter queue', {}, ['addsReceive', 'hidesNothing', 'requests']],
    ['a receive limit', limited, ['addsReceiveLimited', 'hidesNothing', 'requests']],
    [
      'unknown counts',
      { ...limited, unknownCounts: 36 },
      ['addsReceiveLimited', 'unknownCounts', 'hidesNothing', 'requests'],
    ],
    [
      'messages about to move',
      { ...limited, movesNow: two, movesNext: two, leavesAgeAlarm: two },
      [
        '! movesNow',
        '! movesNext',
        '! leavesAgeAlarm',
        'addsReceiveLimited',
        'hidesNothing',
        'requests',
      ],
    ],
    [
      'a limit of one and unknown counts',
      { ...limited, maxReceiveCount: 1, unknownCounts: 2 },
      ['! limitOne', 'addsReceiveLimited', 'unknownCounts', 'hidesNothing', 'requests'],
    ],
    [
      'a FIFO queue, which no look reorders',
      { queueType: 'fifo', leavesAgeAlarm: two },
      ['addsReceive', 'hidesNothing', 'fifoHeads', 'fifoNoDelete', 'requests'],
    ],
    [
      'nothing visible',
      { visibleNow: 0 },
      ['addsReceive', 'hidesNothing', 'nothingVisible', 'requests'],
    ],
    ['a look that hides', { hiddenSeconds: 20 }, ['! hides', 'addsReceive', 'requests']],
    [
      'a hold, which is renewed',
      { ...held, renewalsPerHour: 180, firstExpiryMs: 1 },
      ['! hides', 'addsReceive', 'firstExpiry', 'requests', 'renewals'],
    ],
    [
      'a hold on a FIFO queue of which nothing was seen',
      { ...held, queueType: 'fifo' },
      ['! hides', '! groupsWaitAny', 'addsReceive', 'fifoHeads', 'fifoDelete', 'requests'],
    ],
    [
      'a hold on a FIFO queue with known groups',
      { ...held, queueType: 'fifo', waitingGroups: ['acct-7'] },
      ['! hides', '! groupsWait', 'addsReceive', 'fifoHeads', 'fifoDelete', 'requests'],
    ],
  ])('says of %s: %3$j', (_, changes, expected) => {
    expect(keys(changes)).toEqual(expected)
  })
})
