import { describe, expect, it } from 'vitest'
import { findRecordProblems, recordBytes } from './record-limits.ts'
import type { OutgoingRecord, RecordRules } from './record-limits.ts'

const byKey: RecordRules = { maximumRecordBytes: 1_048_576, distribution: 'by-key' }
const auto: RecordRules = { ...byKey, distribution: 'auto' }
const good: OutgoingRecord = { body: '{}', partitionKey: 'user-7' }

describe('a record to be put', () => {
  it.each<[string, string[], Partial<OutgoingRecord>, RecordRules]>([
    ['a text with a key', [], {}, byKey],
    ['an empty body, which is a record', [], { body: '' }, byKey],
    ['characters that no queue takes', [], { body: 'a\u0000\ud83d' }, byKey],
    ['no key', ['keyMissing'], { partitionKey: '' }, byKey],
    ['no key where Kinesis places records by itself', [], { partitionKey: undefined }, auto],
    ['256 characters outside of the first plane', [], { partitionKey: '😀'.repeat(256) }, byKey],
    ['257 of them', ['keyTooLong'], { partitionKey: '😀'.repeat(257) }, byKey],
    ['the least hash key', [], { explicitHashKey: '0' }, byKey],
    ['the greatest', [], { explicitHashKey: String((1n << 128n) - 1n) }, byKey],
    ['one more', ['hashKeyInvalid'], { explicitHashKey: String(1n << 128n) }, byKey],
    ['a hash key with a leading zero', ['hashKeyInvalid'], { explicitHashKey: '07' }, byKey],
    ['base64', [], { body: 'AAEC/w==', isBase64: true }, byKey],
    ['what is no base64', ['notBase64'], { body: 'AAEC/w=', isBase64: true }, byKey],
    ['as many bytes as fit with the key', [], { body: 'x'.repeat(1_048_570) }, byKey],
    ['one more', ['recordTooLarge'], { body: 'x'.repeat(1_048_571) }, byKey],
  ])('%s: %j', (_, expected, change, rules) => {
    expect(findRecordProblems({ ...good, ...change }, rules).map(({ key }) => key)).toEqual(
      expected,
    )
  })

  it('counts the bytes that base64 stands for, and the key in UTF-8', () => {
    expect(recordBytes({ body: 'AAEC/w==', isBase64: true, partitionKey: '키' })).toBe(7)
  })
})
