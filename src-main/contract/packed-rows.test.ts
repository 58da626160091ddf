import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packRows, unpackRows } from './packed-rows.ts'
import { frameFailures, recordRowSchema } from './tail-model.ts'

const digits = fc.bigInt({ min: 1n, max: 10n ** 55n }).map(String)
/** What a producer may have put, the ends of fields and rows among it. */
const anyText = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '\u001e', '\u001f', '\n', '한', '='),
})
const row = fc
  .record(
    {
      index: fc.integer({ min: 1 }),
      shardId: fc.constant('shardId-000000000001'),
      sequenceNumber: digits,
      bytes: fc.nat(),
      preview: anyText,
      isText: fc.boolean(),
      subSequence: fc.nat(),
      partitionKey: anyText,
      explicitHashKey: digits,
      arrivalMs: fc.nat(),
      isEncrypted: fc.boolean(),
      frameFailure: fc.constantFrom(...frameFailures),
    },
    { requiredKeys: ['index', 'shardId', 'sequenceNumber', 'bytes', 'preview', 'isText'] },
  )
  .map((fields) => recordRowSchema.parse(fields))

it('gives back every row as it was, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      expect(unpackRows(packRows(rows))).toEqual(rows)
    }),
  )
})
