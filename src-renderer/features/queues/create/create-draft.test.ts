import { describe, expect, it } from 'vitest'
import { queueUrlSchema } from '#contract'
import type { Queue } from '#contract'
import {
  changedAttributes,
  deadLetterName,
  emptyCreateDraft,
  fullName,
  isComplete,
  toCreateInput,
} from './create-draft.ts'
import type { CreateDraft } from './create-draft.ts'

const draft = (part: Partial<CreateDraft>): CreateDraft => ({ ...emptyCreateDraft, ...part })
const url = queueUrlSchema.parse('http://127.0.0.1/1/dead')
const queues: Queue[] = [{ name: 'dead', queueUrl: url, type: 'standard' }]

describe('the name of a new queue', () => {
  it('gets the ending that FIFO queues need, once', () => {
    expect(fullName(draft({ name: 'a', type: 'fifo' }))).toBe('a.fifo')
    expect(fullName(draft({ name: 'a.fifo', type: 'fifo' }))).toBe('a.fifo')
    expect(deadLetterName(draft({ name: 'a.fifo', type: 'fifo' }))).toBe('a-dlq.fifo')
    expect(deadLetterName(draft({ name: 'a' }))).toBe('a-dlq')
  })

  it.each(['', 'dead', 'a b', '__proto__ ', '<script>', 'x'.repeat(81)])(
    'that is %j cannot be made',
    (name) => {
      expect(isComplete(draft({ name }), queues)).toBe(false)
    },
  )
})

it('sends only attributes that differ from what SQS sets, and that the type has', () => {
  const attributes = {
    VisibilityTimeout: '30',
    DelaySeconds: '5',
    ContentBasedDeduplication: 'true',
  }
  expect(changedAttributes(draft({ attributes }))).toEqual({ DelaySeconds: '5' })
  expect(changedAttributes(draft({ attributes, type: 'fifo' }))).toEqual({
    DelaySeconds: '5',
    ContentBasedDeduplication: 'true',
  })
})

it('knows that new queues are encrypted by SQS unless told otherwise', () => {
  const flag = (value: string) =>
    changedAttributes(draft({ attributes: { SqsManagedSseEnabled: value } }))
  expect(flag('true')).toEqual({})
  expect(flag('false')).toEqual({ SqsManagedSseEnabled: 'false' })
})

it('is complete only with a dead-letter queue that can be', () => {
  const wanted = { name: 'a', deadLetter: 'existing' as const }
  expect(isComplete(draft(wanted), queues)).toBe(false)
  expect(isComplete(draft({ ...wanted, existingUrl: url }), queues)).toBe(true)
  const over = { ...wanted, existingUrl: url, maxReceiveCount: '1001' }
  expect(isComplete(draft(over), queues)).toBe(false)
  expect(toCreateInput('c', draft({ ...wanted, existingUrl: url }))).toMatchObject({
    name: 'a',
    deadLetter: { kind: 'existing', queueUrl: url, maxReceiveCount: 10 },
  })
})

it('names the dead-letter queue that is made with it', () => {
  const both = draft({ name: 'a', deadLetter: 'new', maxReceiveCount: '4' })
  expect(toCreateInput('c', both)).toMatchObject({
    deadLetter: { kind: 'new', name: 'a-dlq', maxReceiveCount: 4 },
  })
  const taken = [{ name: 'a-dlq', queueUrl: url, type: 'standard' as const }]
  expect(isComplete(both, taken)).toBe(false)
})
