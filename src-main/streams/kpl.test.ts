import { createHash, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  kplFrame,
  protobufBlock,
  protobufNumber,
  sealedFrame,
  type PackedRecord,
} from '../lib/kpl-frame.ts'
import { splitKpl } from './kpl.ts'
import type { KplSplit, SubRecord } from './kpl.ts'

const mib = 1024 * 1024
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const recordOf = (...fields: Uint8Array[]): Uint8Array => protobufBlock(3, Buffer.concat(fields))
const frameOf = (...fields: Uint8Array[]): Uint8Array => sealedFrame(Buffer.concat(fields))
const plainRecord = (index = 0): Uint8Array =>
  recordOf(protobufNumber(1, index), protobufBlock(3, 'd'))

function subRecordsOf(split: KplSplit | undefined): SubRecord[] {
  if (split === undefined || 'failure' in split) throw new Error('the frame was not split')
  return split.subRecords
}

/** Plain arrays of bytes: whether they are a `Buffer` is nobody's concern. */
function readable(records: readonly (SubRecord | PackedRecord)[]): unknown[] {
  return records.map(({ data, tags = [], ...keys }) => ({ ...keys, tags, data: [...data] }))
}

const tag = fc.record({ key: fc.string(), value: fc.string() }, { requiredKeys: ['key'] })
const packed: fc.Arbitrary<PackedRecord> = fc.record(
  {
    // Strings of whole characters: half a pair is no UTF-8.
    partitionKey: fc.string({ unit: 'grapheme', maxLength: 300 }),
    explicitHashKey: fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(String),
    data: fc.uint8Array({ maxLength: 300 }),
    tags: fc.array(tag, { maxLength: 3 }),
  },
  { requiredKeys: ['partitionKey', 'data'] },
)

describe('a frame of the producer library', () => {
  it('comes apart into the records that went in, in order', () => {
    fc.assert(
      fc.property(fc.array(packed, { minLength: 1, maxLength: 40 }), (records) => {
        expect(readable(subRecordsOf(splitKpl(kplFrame(records))))).toEqual(readable(records))
      }),
    )
  })

  it('made by aws-kinesis-agg 4.2.8 is read, and is what our own packer makes', () => {
    // `new RecordAggregator()`, `addUserRecord` of these four, `build().data`, on 2026-11-23.
    const recorded =
      '84mawgoIdGVuYW50LWEKCHRlbmFudC1iCgftgqQt7YGQEicxNzAxNDExODM0NjA0NjkyMzE3MzE2ODczMDM3MTU4ODQxMDU3MjgSFDk5OTk5OTk5OTk5OTk5OTk5OTk5GgsIABoHeyJuIjoxfRoJCAEQABoDAP+AGgQIABoAGhoIAhABGhR4eHh4eHh4eHh4eHh4eHh4eHh4eKN0VYazxk6GOJ3ci+yc/iY='
    const records = [
      { partitionKey: 'tenant-a', data: bytes('{"n":1}') },
      {
        partitionKey: 'tenant-b',
        explicitHashKey: '170141183460469231731687303715884105728',
        data: Uint8Array.from([0, 255, 128]),
      },
      { partitionKey: 'tenant-a', data: bytes('') },
      {
        partitionKey: '키-큐',
        explicitHashKey: '99999999999999999999',
        data: bytes('x'.repeat(20)),
      },
    ]
    const frame = Buffer.from(recorded, 'base64')
    expect(readable(subRecordsOf(splitKpl(frame)))).toEqual(readable(records))
    expect(Buffer.from(kplFrame(records)).toString('base64')).toBe(recorded)
  })

  it('keeps tags, with a value or without (written by protobufjs 7.2.4)', () => {
    const recorded = '84mawgoBaxocCAAaAWQiDQoFdHJhY2USBDEtNjciBgoEYmFyZQwkFlrwBozFy8aDNakDyWQ='
    expect(readable(subRecordsOf(splitKpl(Buffer.from(recorded, 'base64'))))).toEqual([
      {
        partitionKey: 'k',
        data: [...bytes('d')],
        tags: [{ key: 'trace', value: '1-67' }, { key: 'bare' }],
      },
    ])
  })

  it('may carry what is packed itself, which is left as it is', () => {
    const data = gzipSync('{"order":1}')
    const [inner] = subRecordsOf(splitKpl(kplFrame([{ partitionKey: 'a', data }])))
    expect(Buffer.from(inner?.data ?? []).equals(data)).toBe(true)
    const nested = kplFrame([{ partitionKey: 'b', data: kplFrame([{ partitionKey: 'a', data }]) }])
    expect(subRecordsOf(splitKpl(nested))).toHaveLength(1)
  })

  it('may have its tables behind its records, and fields that we do not know', () => {
    const unknown = [
      protobufNumber(9, 2 ** 40),
      protobufBlock(20, 'later'),
      Uint8Array.from([(6 << 3) | 1, ...new Array<number>(8).fill(7)]),
      Uint8Array.from([(7 << 3) | 5, 1, 2, 3, 4]),
    ]
    const record = recordOf(...unknown, protobufBlock(3, 'd'), protobufNumber(1, 1))
    const frame = frameOf(record, ...unknown, protobufBlock(1, 'a'), protobufBlock(1, 'b'))
    expect(readable(subRecordsOf(splitKpl(frame)))).toEqual([
      { partitionKey: 'b', data: [...bytes('d')], tags: [] },
    ])
  })

  it('is read where it lies: nothing is copied', () => {
    const frame = kplFrame([{ partitionKey: 'a', data: new Uint8Array(10 * mib - 100).fill(1) }])
    const shifted = new Uint8Array(frame.length + 3)
    shifted.set(frame, 3)
    const [record] = subRecordsOf(splitKpl(shifted.subarray(3)))
    expect(record?.data).toHaveLength(10 * mib - 100)
    expect(record?.data.buffer).toBe(shifted.buffer)
  })
})

describe('a record that is none', () => {
  it.each([
    ['empty', new Uint8Array()],
    ['text', bytes('{"a":1}')],
    ['three bytes of the magic number', Uint8Array.from([0xf3, 0x89, 0x9a])],
    ['gzip', gzipSync('x')],
  ])('%s is left alone', (_what, data) => {
    expect(splitKpl(data)).toBeUndefined()
  })
})

describe('a damaged frame is named, and never split in part', () => {
  const frame = kplFrame([
    { partitionKey: 'a', explicitHashKey: '7', data: bytes('one'), tags: [{ key: 't' }] },
    { partitionKey: 'b', data: bytes('two') },
  ])

  it('cut at any byte', () => {
    for (let length = 4; length < frame.length; length += 1) {
      const failure = length < 20 ? 'truncated' : 'checksum'
      expect(splitKpl(frame.subarray(0, length))).toEqual({ failure })
    }
  })

  it('with any byte changed', () => {
    for (let at = 4; at < frame.length; at += 1) {
      const damaged = frame.map((byte, index) => (index === at ? byte ^ 0x10 : byte))
      expect(splitKpl(damaged)).toEqual({ failure: 'checksum' })
    }
  })

  it('cut at any byte and sealed again', () => {
    const message = frame.subarray(4, -16)
    for (let length = 0; length < message.length; length += 1) {
      const split = splitKpl(sealedFrame(message.subarray(0, length)))
      // Cut between two fields it is whole again, but for what went.
      const whole = split !== undefined && 'subRecords' in split ? split.subRecords.length : 0
      expect(whole).toBeLessThan(2)
      if (whole === 0)
        expect(['truncated', 'empty']).toContain(split && 'failure' in split ? split.failure : '')
    }
  })

  it.each<[string, Uint8Array, string]>([
    ['no record', frameOf(protobufBlock(1, 'a')), 'empty'],
    ['nothing at all', frameOf(), 'empty'],
    ['a partition key past the table', frameOf(protobufBlock(1, 'a'), plainRecord(1)), 'bad-index'],
    ['no table', frameOf(plainRecord()), 'bad-index'],
    [
      'an explicit hash key past the table',
      frameOf(
        protobufBlock(1, 'a'),
        recordOf(protobufNumber(1, 0), protobufNumber(2, 0), protobufBlock(3, 'd')),
      ),
      'bad-index',
    ],
    ['an index of 2^63', frameOf(protobufBlock(1, 'a'), plainRecord(2 ** 63)), 'bad-index'],
    ['no data', frameOf(protobufBlock(1, 'a'), recordOf(protobufNumber(1, 0))), 'malformed'],
    ['no key', frameOf(protobufBlock(1, 'a'), recordOf(protobufBlock(3, 'd'))), 'malformed'],
    ['a group', frameOf(Uint8Array.from([0x0b, 0x0c])), 'malformed'],
    ['field number 0', frameOf(Uint8Array.from([0x02, 0x00])), 'malformed'],
    ['a varint without end', frameOf(new Uint8Array(40).fill(0xff)), 'malformed'],
    ['a length past the end', frameOf(Uint8Array.from([0x0a, 0xff, 0xff, 0x7f])), 'truncated'],
    ['8 bytes that are not there', frameOf(Uint8Array.from([0x31, 1, 2])), 'truncated'],
    [
      'a tag without a key',
      frameOf(
        protobufBlock(1, 'a'),
        recordOf(protobufNumber(1, 0), protobufBlock(3, 'd'), protobufBlock(4, '')),
      ),
      'malformed',
    ],
    [
      'data that passes the end of its record, not of the frame',
      frameOf(
        protobufBlock(1, 'a'),
        recordOf(protobufNumber(1, 0), Uint8Array.from([0x1a, 9])),
        protobufBlock(1, 'a long key behind it'),
      ),
      'truncated',
    ],
  ])('%s', (_what, damaged, failure) => {
    expect(splitKpl(damaged)).toEqual({ failure })
  })

  it('made of noise, with a seal that holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const split = splitKpl(sealedFrame(noise))
        expect(split).toBeDefined()
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a hostile frame', () => {
  const fillOf = (field: Uint8Array, length: number): Uint8Array =>
    Buffer.concat(new Array<Uint8Array>(Math.floor(length / field.length)).fill(field))

  it.each<[string, Uint8Array]>([
    ['five million empty keys', fillOf(protobufBlock(1, ''), 10 * mib)],
    ['five million empty records', fillOf(protobufBlock(3, ''), 10 * mib)],
    [
      'two million tags',
      Buffer.concat([
        protobufBlock(1, 'a'),
        recordOf(
          protobufNumber(1, 0),
          protobufBlock(3, ''),
          fillOf(protobufBlock(4, protobufBlock(1, '')), 9 * mib),
        ),
      ]),
    ],
  ])('of %s is refused', (_what, message) => {
    expect(splitKpl(sealedFrame(message))).toEqual({ failure: 'too-many' })
  })

  it('is refused for no size that a producer may use: the smallest records that fill 1 MiB', () => {
    const record = recordOf(protobufNumber(1, 0), protobufBlock(3, ''))
    const frame = frameOf(protobufBlock(1, 'a'), fillOf(record, mib - 30))
    expect(subRecordsOf(splitKpl(frame)).length).toBeGreaterThan(170_000)
  })

  it('of 10 MiB of noise with its magic number costs its checksum and no more', () => {
    const noise = randomBytes(10 * mib)
    noise.set([0xf3, 0x89, 0x9a, 0xc2])
    expect(splitKpl(noise)).toEqual({ failure: 'checksum' })
    expect(createHash('md5').update(noise).digest()).toHaveLength(16)
  })
})
