import type { FilterMessage } from '../filters/filter-message.ts'
import type { FilterScope } from '../filters/filter-policy.ts'

/** One thing of AWS's documented grammar that fauxqs decides otherwise. Each was measured, and is measured again. */
export interface FilterLack {
  what: string
  scope: FilterScope
  policy: object
  message: FilterMessage
  /** As documented; fauxqs does the contrary. */
  passes: boolean
}

function byBody(body: unknown): FilterMessage {
  return { body: JSON.stringify(body), attributes: {} }
}

function byAttribute(type: string, value: string): FilterMessage {
  return { body: 'lack', attributes: { a: { type, value } } }
}

const inBody = (policy: object, body: object, passes: boolean) =>
  ({ scope: 'MessageBody', policy, message: byBody(body), passes }) as const
const inAttribute = (policy: object, message: FilterMessage, passes: boolean) =>
  ({ scope: 'MessageAttributes', policy, message, passes }) as const

/** The contract suite leaves these out of what it compares, and asserts that each is still so. */
export const fauxqsFilterLacks: readonly FilterLack[] = [
  {
    what: 'String.Array is compared value by value',
    ...inAttribute({ a: ['x'] }, byAttribute('String.Array', '["x","y"]'), true),
  },
  { what: 'lists in a body are looked into', ...inBody({ a: ['x'] }, { a: ['x', 'y'] }, true) },
  {
    what: 'objects in a list of a body are looked into',
    ...inBody({ a: { b: ['x'] } }, { a: [{ b: 'x' }] }, true),
  },
  { what: 'null of a policy is not absence', ...inBody({ a: [null] }, { b: 1 }, false) },
  {
    what: 'a key that is null is not one that is absent',
    ...inBody({ a: [{ exists: false }] }, { a: null, b: 1 }, false),
  },
  {
    what: 'an empty text is no value that exists',
    ...inBody({ a: [{ exists: true }] }, { a: '' }, false),
  },
  {
    what: 'an object is no value that exists, and its absence can be asked for',
    ...inBody({ a: [{ exists: false }] }, { a: {}, b: null }, true),
  },
  { what: 'a text is no number', ...inBody({ a: [1] }, { a: '1' }, false) },
  { what: 'a number is no text', ...inBody({ a: ['1'] }, { a: 1 }, false) },
  { what: 'true is no text', ...inBody({ a: ['true'] }, { a: true }, false) },
  {
    what: 'text is not compared by size',
    ...inAttribute({ a: [{ numeric: ['>', 1] }] }, byAttribute('String', '5'), false),
  },
  {
    what: 'five decimals count',
    ...inAttribute({ a: [{ numeric: ['=', 1.5] }] }, byAttribute('Number', '1.5000001'), true),
  },
  {
    what: 'Binary is not looked at',
    ...inAttribute({ a: [{ exists: true }] }, byAttribute('Binary', 'AAAA'), false),
  },
  {
    what: '$or inside an object belongs to that object',
    ...inBody(
      { a: { $or: [{ b: ['x'] }, { c: ['x'] }] } },
      { b: 'x', a: { b: 'y', c: 'y' } },
      false,
    ),
  },
  {
    what: 'a key with a period in it is no path',
    ...inBody({ 'a.b': ['x'] }, { a: { b: 'x' } }, false),
  },
]
