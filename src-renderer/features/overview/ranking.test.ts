import { expect, it } from 'vitest'
import { depthSchema, queueSchema } from '#contract'
import type { Depth, Queue } from '#contract'
import { depthBookOf } from '../../api/depth-book.ts'
import { rankQueues } from './ranking.ts'

let made = 0
const bookOf = () => depthBookOf(`ranking-${String((made += 1))}`)

function queue(name: string): Queue {
  return queueSchema.parse({ queueUrl: `http://127.0.0.1/1/${name}`, name, type: 'standard' })
}

function depth(of: Queue, visible: number, deadLetterArn?: string): Depth {
  const counts = { visible, inFlight: 0, delayed: 0, readAtMs: 1 }
  return depthSchema.parse({ queueUrl: of.queueUrl, ...counts, deadLetterArn })
}

const [steady, rising, wavering, dlq] = [
  queue('steady'),
  queue('rising'),
  queue('wavering'),
  queue('dlq'),
]

it('tells growing queues from those that waver or are only deep', () => {
  const book = bookOf()
  for (const [a, b, c] of [
    [500, 10, 100],
    [500, 20, 103],
    [500, 40, 99],
    [500, 70, 104],
  ] as const)
    book.record({ depths: [depth(steady, a), depth(rising, b), depth(wavering, c)], failures: [] })
  const { growing, deepest } = rankQueues([steady, rising, wavering], book)
  expect(growing.map(({ queue: { name }, growth }) => [name, growth])).toEqual([['rising', 60]])
  expect(deepest.map(({ queue: { name } }) => name)).toEqual(['steady', 'wavering', 'rising'])
})

it('calls nothing growing after a few readings, nor what shrinks, and never a dead-letter queue twice', () => {
  const book = bookOf()
  const arn = 'arn:aws:sqs:eu-west-1:1:dlq'
  const record = (a: number, b: number, c: number): void => {
    book.record({ depths: [depth(rising, a, arn), depth(steady, b), depth(dlq, c)], failures: [] })
  }
  record(1, 90, 1)
  record(50, 80, 20)
  record(90, 70, 40)
  expect(rankQueues([rising, steady, dlq], book).growing).toEqual([])
  record(200, 60, 90)
  const { growing, deadLetters } = rankQueues([rising, steady, dlq], book)
  expect(growing.map(({ queue: { name } }) => name)).toEqual(['rising'])
  expect(deadLetters.map(({ queue: { name } }) => name)).toEqual(['dlq'])
})
