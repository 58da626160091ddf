import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SpaceSaving } from './space-saving.ts'

/** Few keys beside many, so that some are heavy. */
const key = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 60 }).map(String))
const weighted = fc.tuple(key, fc.nat({ max: 50 }))

function counted(additions: readonly (readonly [string, number])[]): Map<string, number> {
  const exact = new Map<string, number>()
  for (const [name, weight] of additions) exact.set(name, (exact.get(name) ?? 0) + weight)
  return exact
}

function sketched(
  additions: readonly (readonly [string, number])[],
  capacity: number,
): SpaceSaving {
  const sketch = new SpaceSaving(capacity)
  for (const [name, weight] of additions) sketch.add(name, weight)
  return sketch
}

it('keeps the truth within its estimate, for every key, with a counter or without', () => {
  fc.assert(
    fc.property(
      fc.array(weighted, { maxLength: 400 }),
      fc.integer({ min: 1, max: 80 }),
      (additions, capacity) => {
        const sketch = sketched(additions, capacity)
        for (const [name, exact] of [...counted(additions), ['never seen', 0] as const]) {
          const { most, error } = sketch.estimate(name)
          expect(most).toBeGreaterThanOrEqual(exact)
          expect(most - error).toBeLessThanOrEqual(exact)
          expect(error).toBeLessThanOrEqual(sketch.maxError)
        }
      },
    ),
  )
})

it('has a counter for each key that is heavier than its error, which is an n-th of all at most', () => {
  fc.assert(
    fc.property(
      fc.array(weighted, { maxLength: 400 }),
      fc.integer({ min: 1, max: 80 }),
      (additions, capacity) => {
        const sketch = sketched(additions, capacity)
        const total = additions.reduce((all, [, weight]) => all + weight, 0)
        expect(sketch.maxError).toBeLessThanOrEqual(total / capacity)
        const kept = new Set(sketch.keys())
        expect(kept.size).toBeLessThanOrEqual(capacity)
        for (const [name, exact] of counted(additions))
          if (exact > sketch.maxError) expect(kept).toContain(name)
      },
    ),
  )
})

it('is exact while there are counters left', () => {
  fc.assert(
    fc.property(fc.array(weighted), (additions) => {
      const sketch = sketched(additions, 100)
      expect(sketch.maxError).toBe(0)
      for (const [name, exact] of counted(additions))
        expect(sketch.estimate(name)).toEqual({ most: exact, error: 0 })
    }),
  )
})

it('finds the one heavy key among 200,000 that come once', () => {
  const sketch = new SpaceSaving(100)
  for (let index = 0; index < 200_000; index += 1) {
    sketch.add(`once ${String(index)}`, 1)
    if (index % 10 === 0) sketch.add('hot', 1)
  }
  const { most, error } = sketch.estimate('hot')
  expect(most).toBeGreaterThanOrEqual(20_000)
  expect(most - error).toBeLessThanOrEqual(20_000)
  expect(error).toBeLessThanOrEqual(220_000 / 100)
})
