import { expect, it } from 'vitest'
import { addLine, findTagProblems, toLines, toTagChange } from './tags-draft.ts'

const saved = [
  { key: 'aws:made-by', value: 'stack' },
  { key: 'owner', value: 'a' },
  { key: 'team', value: 'shop' },
]

it('sends only what differs', () => {
  const lines = toLines(saved)
  expect(toTagChange(saved, lines)).toEqual({ set: [], remove: [] })
  const [reserved, owner, team] = lines
  if (reserved === undefined || owner === undefined || team === undefined) throw new Error('lines')
  const edited = [reserved, { ...owner, key: '__proto__' }, { ...team, value: 'x' }]
  expect(toTagChange(saved, edited)).toEqual({
    set: [
      { key: '__proto__', value: 'a' },
      { key: 'team', value: 'x' },
    ],
    remove: ['owner'],
  })
})

it('leaves AWS its own tags as they are, and refuses new ones of that kind', () => {
  const lines = toLines(saved)
  expect(findTagProblems(saved, lines).byId.size).toBe(0)
  const edited = lines.map((line) => (line.key === 'owner' ? { ...line, key: 'aws:x' } : line))
  expect([...findTagProblems(saved, edited).byId.values()]).toEqual(['reserved'])
})

it('says what is there twice, empty or too many', () => {
  const twice = toLines([...saved, { key: 'team', value: 'other' }])
  expect([...findTagProblems(saved, twice).byId.values()]).toEqual(['twice', 'twice'])
  const empty = findTagProblems([], addLine([]))
  expect([...empty.byId.values()]).toEqual(['empty'])
  const many = Array.from({ length: 51 }, (_, id) => ({ id, key: `k${String(id)}`, value: '' }))
  expect(findTagProblems([], many).isTooMany).toBe(true)
})
