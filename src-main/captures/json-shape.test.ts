import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeOf, toShapePath } from './json-shape.ts'

const shape = (value: unknown) =>
  shapeOf(value).map((line) => {
    const { path, type } = toShapePath(line)
    return `${path}: ${type}`
  })

describe('the shape of a JSON value', () => {
  it('is its paths and their types, with arrays folded', () => {
    const order = { id: 'o-1', items: [{ sku: 'a', n: 1 }, { sku: 'b' }], at: null, tags: [] }
    expect(shape(order)).toEqual([
      'at: null',
      'id: string',
      'items[].n: number',
      'items[].sku: string',
      'tags: array',
    ])
    expect(shape(7)).toEqual([': number'])
    expect(shape([{}, [true]])).toEqual(['[]: object', '[][]: boolean'])
  })

  it('tells a name with a dot from a name within a name', () => {
    expect(shapeOf({ 'a.b': 1 })).not.toEqual(shapeOf({ a: { b: 1 } }))
    expect(shapeOf({ 'a[]': 1 })).not.toEqual(shapeOf({ a: [1] }))
    expect(shape({ 'a\tb': 1, 주문: 2 })).toEqual(['["a\\tb"]: number', '주문: number'])
  })

  it('is the same whatever the order of names, the values and the number of elements', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 4 }), (value, times) => {
        const reversed = JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
          typeof each === 'object' && each !== null && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).toReversed())
            : each,
        )
        expect(shapeOf(reversed)).toEqual(shapeOf(JSON.parse(JSON.stringify(value))))
        expect(shapeOf(Array.from({ length: times }, () => value))).toEqual(shapeOf([value]))
      }),
    )
  })
})
