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
  ])('says of %s: %3$j', (_, changes, expected) => {
    expect(keys(changes)).toEqual(expected)
  })
})
