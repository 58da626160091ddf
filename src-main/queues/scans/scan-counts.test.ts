import { describe, expect, it } from 'vitest'
import { coverageOf, isWhole, noCounts } from './scan-counts.ts'
import type { ScanCounts, ScanFrame } from './scan-counts.ts'

const none = { visible: 0, inFlight: 0, delayed: 0, readAtMs: 0 }
const frame: ScanFrame = {
  ...{ mode: 'scan', queueType: 'standard', end: 'exhausted' },
  aboutAtStart: { ...none, visible: 10 },
}
const whole: ScanCounts = {
  ...noCounts(),
  ...{ received: 10, captured: 10, heldAtEnd: 10, aboutAtEnd: { ...none, inFlight: 10 } },
}

describe('the whole of a queue was seen', () => {
  it('where it was exhausted and every count agrees', () => {
    expect(isWhole(whole, frame)).toBe(true)
  })

  it.each<[string, Partial<ScanCounts>]>([
    ['an answer was lost', { maybeHidden: 10 }],
    ['one could not be read', { unreadable: 1 }],
    ['one is not on the disk', { captured: 9 }],
    ['some were returned on the way', { slid: 10 }],
    ['a message of a drain may still be there', { deleteUncertain: 1 }],
    ['some are still visible', { aboutAtEnd: { ...none, visible: 1, inFlight: 10 } }],
    ['some are delayed', { aboutAtEnd: { ...none, delayed: 1, inFlight: 10 } }],
    ['somebody else has some', { aboutAtEnd: { ...none, inFlight: 11 } }],
    ['fewer came than were there', { received: 9, captured: 9 }],
    ['nobody knows what is left', { aboutAtEnd: undefined }],
  ])('never where %s', (_why, change) => {
    expect(isWhole({ ...whole, ...change }, frame)).toBe(false)
  })

  it('never where it ended otherwise, nor of the heads of a FIFO queue', () => {
    expect(isWhole(whole, { ...frame, end: 'stopped' })).toBe(false)
    expect(isWhole(whole, { ...frame, queueType: 'fifo' })).toBe(false)
    expect(isWhole(whole, { ...frame, queueType: 'fifo', mode: 'drain' })).toBe(true)
  })
})

it('keeps with the capture what was counted', () => {
  const counts = { ...whole, maybeHidden: 10, hiddenUntilMs: 99, duplicates: 3 }
  expect(coverageOf(counts, { ...frame, queueType: 'fifo' })).toEqual({
    ...{ how: 'scan', isWhole: false, about: 10, end: 'exhausted', headsOnly: true },
    ...{ aboutAtEnd: 0, delayed: 0, passesWithoutNew: 0, duplicates: 3, inFlightElsewhere: 0 },
    ...{ unreadable: 0, maybeHidden: 10, hiddenUntilMs: 99 },
  })
})
