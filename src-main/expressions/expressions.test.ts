import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { systemClock } from '../lib/clock.ts'
import { Expressions } from './expressions.ts'

const workerUrl = new URL('expression-worker.ts', import.meta.url)
const expressions = new Expressions({ workerUrl, clock: systemClock })
const hasty = new Expressions({ workerUrl, clock: systemClock, deadlineMs: 300 })
afterAll(async () => {
  await expressions.dispose()
  await hasty.dispose()
})

const input = (data: string | Uint8Array, key = 'k') => ({
  facts: { key },
  data: Buffer.from(data),
})
const endless = '($loop := function($n) { $loop($n + 1) }; $loop(0))'

describe('an expression', () => {
  it('sees the JSON of a body, also of one that is compressed, and the facts beside it', async () => {
    const inputs = [
      input('{"order":{"total":12}}'),
      input(gzipSync('{"order":{"total":30}}')),
      input('{"order":{"total":99}}', 'other'),
      input('no JSON'),
      input(Uint8Array.of(0, 255, 254)),
    ]
    expect(await expressions.test("body.order.total > 10 and key = 'k'", inputs)).toEqual({
      holds: [true, true, false, false, false],
      failed: 0,
    })
    expect((await expressions.test("$contains(body, 'JSON')", inputs.slice(3, 4))).holds).toEqual([
      true,
    ])
  })

  it('that fails on one input says so, and is tested on the others', async () => {
    const inputs = [input('{"n":1}'), input('{"n":"x"}'), input('{"n":2}')]
    const tested = await expressions.test('body.n + 1 > 2', inputs)
    expect([tested.holds, tested.failed]).toEqual([[false, false, true], 1])
    expect(tested.trouble?.message).toContain('number')
  })

  it('that is no JSONata is refused with its place', async () => {
    expect(await expressions.check('body.order[')).toMatchObject({ position: expect.any(Number) })
    expect(await expressions.check('body.order')).toBeUndefined()
    await expect(expressions.test('body.(', [])).rejects.toMatchObject({
      code: 'invalid-input',
      params: { field: 'expression' },
    })
  })

  it('that never ends is ended, and the next is answered', async () => {
    const inputs = [input('{"n":1}')]
    const both = [hasty.test(endless, inputs), hasty.test('body.n = 1', inputs)] as const
    await expect(both[0]).rejects.toMatchObject({
      code: 'timed-out',
      params: { reason: 'expression-deadline', ms: 300 },
    })
    expect((await both[1]).holds).toEqual([true])
  })

  it('whose pattern never comes to an end is ended, too', async () => {
    const inputs = [input(JSON.stringify({ text: `${'a'.repeat(60)}!` }))]
    const slow = hasty.test('$contains(body.text, /^(a+)+$/)', inputs)
    await expect(slow).rejects.toMatchObject({ code: 'timed-out' })
  })

  it('that makes too much is ended, and the next is answered', async () => {
    const inputs = [input('{"n":1}')]
    const greedy = '($f := function($a) { $f($append($a, $a)) }; $f([1..1000]))'
    const tested = await expressions.test(greedy, inputs)
    expect([tested.failed, tested.trouble?.message]).toEqual([1, expect.stringContaining('length')])
    const doubling = '($f := function($s) { $f($s & $s) }; $f("xxxxxxxx"))'
    expect((await expressions.test(doubling, inputs)).failed).toBe(1)
    expect((await expressions.test('body.n = 1', inputs)).holds).toEqual([true])
  })
})
