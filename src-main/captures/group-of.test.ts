import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { GroupField, Grouping } from '#contract'
import { fromFile, newEntry } from '../testing/capture-entries.ts'
import type { NewEntry } from './entry-codec.ts'
import { groupOf, keyOf } from './group-of.ts'

const { source } = fromFile
const factsOf = (entry: NewEntry, grouping: Grouping) => groupOf(entry, source, grouping).facts()
const keyBy = (entry: NewEntry, grouping: Grouping) => keyOf(groupOf(entry, source, grouping))
const byPath = (path: string): Grouping => ({ by: 'fields', fields: [{ in: 'body', path }] })

function valuesAt(path: string, ...bodies: (string | Uint8Array)[]) {
  return bodies.map((body) => {
    const facts = factsOf(newEntry(body), byPath(path))
    return facts.kind === 'fields' ? facts.values[0]?.json : 'not by fields'
  })
}

describe('a group by source', () => {
  it('is the queue that gave the message up, or else where it was taken from', () => {
    const arn = 'arn:aws:sqs:eu-west-1:000000000000:orders'
    const dead = newEntry('{}', { deadLetterSourceArn: arn })
    expect(factsOf(dead, { by: 'source' })).toEqual({
      ...{ kind: 'source', of: 'dead-letter', name: 'orders' },
    })
    const plain = factsOf(newEntry('{}'), { by: 'source' })
    expect(plain).toEqual({ kind: 'source', of: 'file', name: 'orders.ndjson' })
    const elsewhere = newEntry('{}', { deadLetterSourceArn: arn.replace('eu-west-1', 'us-east-1') })
    expect(keyBy(elsewhere, { by: 'source' })).not.toBe(keyBy(dead, { by: 'source' }))
  })
})

describe('a group by shape', () => {
  const byShape = { by: 'shape' } as const

  it('is of what the body says in the end', () => {
    const plain = newEntry('{"order":{"total":12}}')
    const packed = newEntry(gzipSync('{"order":{"total":99}}').toString('base64'))
    expect(keyBy(packed, byShape)).toBe(keyBy(plain, byShape))
    expect(factsOf(packed, byShape)).toEqual({
      ...{ kind: 'shape', pathCount: 1 },
      paths: [{ path: 'order.total', type: 'number' }],
    })
  })

  it.each([
    ['text', 'order 7 failed'],
    ['text', '{"order":'],
    ['text', 'null and void'],
    ['empty', ''],
    ['bytes', Uint8Array.of(0, 255, 254)],
    ['deep', `${'['.repeat(300)}${']'.repeat(300)}`],
  ])('of what is no JSON is its kind: %s', (of, body) => {
    expect(factsOf(newEntry(body), byShape)).toEqual({ kind: 'other', of })
  })

  it('of a very large body is told in few words, and compared in all', () => {
    const wide = (last: string) =>
      newEntry(
        JSON.stringify(
          Object.fromEntries([...Array(5_000).keys(), last].map((n) => [`k${String(n)}`, 1])),
        ),
      )
    const facts = factsOf(wide('z'), byShape)
    expect(facts).toMatchObject({ pathCount: 5_001 })
    expect(JSON.stringify(facts).length).toBeLessThan(1_000)
    expect(keyBy(wide('z'), byShape)).not.toBe(keyBy(wide('y'), byShape))
  })
})

describe('a group by fields', () => {
  it('is their values, each in its place; what is not there is told from null', () => {
    const fields: GroupField[] = [
      { in: 'attribute', name: 'ErrorCode' },
      { in: 'body', path: 'error.code' },
    ]
    const attribute = { name: 'ErrorCode', dataType: 'String', value: '500' } as const
    const entry = newEntry('{"error":{"code":null}}', {
      attributes: [{ ...attribute, encoding: 'text' }],
    })
    const grouping = { by: 'fields', fields } as const
    const values = [{ json: '"500"' }, { json: 'null' }]
    expect(factsOf(entry, grouping)).toEqual({ kind: 'fields', values })
    const without = newEntry('{"error":{}}')
    expect(factsOf(without, grouping)).toEqual({ kind: 'fields', values: [{}, {}] })
    expect(keyBy(without, grouping)).not.toBe(keyBy(entry, grouping))
  })

  it('tells a text from a number, and one long number from the next', () => {
    expect(valuesAt('id', '{"id":"7"}', '{"id":7}', '{"id":7.0}', '{"id":70e-1}')).toEqual([
      ...['"7"', '7', '7', '7'],
    ])
    const long = ['{"id":12345678901234567890}', '{"id":12345678901234567891}']
    expect(valuesAt('id', ...long)).toEqual(['12345678901234567890', '12345678901234567891'])
    // The same number, beside one for whose sake every digit is kept.
    expect(valuesAt('n', '{"n":7.0,"id":12345678901234567890}')).toEqual(['7'])
  })

  it('reaches into arrays by index, or takes all of their values, each once', () => {
    const body = '{"items":[{"sku":"b"},{"sku":"a"},{"sku":"b"},{}]}'
    expect(valuesAt('items.1.sku', body)).toEqual(['"a"'])
    expect(valuesAt('items[].sku', body)).toEqual(['["a","b"]'])
    expect(valuesAt('items.*.sku', body)).toEqual(['["a","b"]'])
    expect(valuesAt('items.length', body)).toEqual([undefined])
    expect(valuesAt('items[].none', body, 'no JSON', Uint8Array.of(255))).toEqual([
      ...[undefined, undefined, undefined],
    ])
  })
})
