import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LookLedger, MessageId } from '#contract'
import { setLanguage, startI18n } from '../lib/i18n.ts'
import type { Language } from '../lib/i18n.ts'
import { Ledger } from './ledger.tsx'

startI18n('en')

const ledger: LookLedger = {
  mode: 'quick',
  max: 10,
  queueType: 'standard',
  requests: 1,
  renewalsPerHour: 0,
  waitingGroups: [],
  visibleNow: 37,
  maxReceiveCount: 3,
  deadLetterName: 'orders-dlq',
  movesNow: [],
  movesNext: [],
  leavesAgeAlarm: [],
  unknownCounts: 0,
  hiddenSeconds: 0,
}
// Branded by the contract; here it only has to be a string.
const one = ['a'] as MessageId[]
// As above.
const two = ['a', 'b'] as MessageId[]

const cases: [Language, string, Partial<LookLedger>][] = [
  ['en', '+1 receive on each (limit 3, then orders-dlq)', {}],
  ['ko', '각 메시지 수신 횟수 +1(한도 3, 초과 시 orders-dlq)', {}],
  [
    'en',
    '1 reaches its limit with this look and goes to orders-dlq on the next receive by anyone',
    { movesNext: one },
  ],
  [
    'en',
    '2 reach their limit with this look and go to orders-dlq on the next receive by anyone',
    { movesNext: two },
  ],
  [
    'ko',
    '2개가 이번 조회로 한도에 도달함: 누가 수신하든 다음 수신 때 orders-dlq(으)로 이동합니다',
    { movesNext: two },
  ],
  [
    'en',
    '2 messages are at their limit: those this look meets move to orders-dlq instead of being shown',
    { movesNow: two },
  ],
  [
    'en',
    'The limit is 1: what this look shows goes to orders-dlq on the next receive by anyone',
    { maxReceiveCount: 1, unknownCounts: 5 },
  ],
  [
    'en',
    '2 reach the third receive: AWS puts them behind the others and leaves them out of the age alarm',
    { leavesAgeAlarm: two },
  ],
  [
    'ko',
    '2개가 세 번째 수신에 도달합니다. AWS가 큐 맨 뒤로 보내고 수명 경보에서 제외합니다',
    { leavesAgeAlarm: two },
  ],
  ['en', 'receive counts of 1,236 messages are not known yet', { unknownCounts: 1236 }],
  ['ko', '메시지 1,236개의 수신 횟수는 아직 모름', { unknownCounts: 1236 }],
  ['en', 'nothing is hidden from consumers', {}],
  [
    'en',
    'hidden from consumers for 20 seconds, renewed while you are here; returned when you leave',
    { hiddenSeconds: 20 },
  ],
  ['en', '≈ 1 billable request, by the sizes seen', {}],
  ['en', '≈ 16 billable requests, by the sizes seen', { requests: 16 }],
  ['ko', '숨김 유지에 시간당 요청 약 180건', { mode: 'hold', renewalsPerHour: 180 }],
  ['en', 'shows only the first message of each group', { queueType: 'fifo' }],
  ['ko', '각 그룹의 첫 메시지만 표시', { queueType: 'fifo' }],
  ['en', 'no message is visible now', { visibleNow: 0 }],
]

describe('Ledger', () => {
  it.each(cases)('says in %s: %s', (language, sentence, changes) => {
    setLanguage(language)
    render(<Ledger ledger={{ ...ledger, ...changes }} />)
    expect(screen.getByText(sentence)).toBeTruthy()
  })

  it('marks what one may not want with an icon that has a name, and nothing else', () => {
    setLanguage('en')
    const { rerender } = render(<Ledger ledger={ledger} />)
    expect(screen.queryByRole('img', { name: 'Attention' })).toBeNull()
    rerender(<Ledger ledger={{ ...ledger, movesNow: two, leavesAgeAlarm: one }} />)
    expect(screen.getAllByRole('img', { name: 'Attention' })).toHaveLength(2)
  })

  it('has its place before it is known', () => {
    render(<Ledger ledger={undefined} />)
    expect(screen.getByRole('region', { name: 'What this look costs' }).textContent).toBe(
      'Working out what this look costs…',
    )
  })
})
