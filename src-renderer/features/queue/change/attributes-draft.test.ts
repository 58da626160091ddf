import { expect, it } from 'vitest'
import {
  changedMeanwhile,
  changedNames,
  combinationProblem,
  hasFieldProblem,
  shortensRetention,
  shownAttributes,
  toChange,
  valueOf,
} from './attributes-draft.ts'

const attributes = { VisibilityTimeout: '30', MessageRetentionPeriod: '345600' }

it('sends what differs, and what it was', () => {
  const draft = {
    VisibilityTimeout: { from: '30', value: '60' },
    DelaySeconds: { from: '0', value: '0' },
  }
  expect(changedNames(draft)).toEqual(['VisibilityTimeout'])
  expect(toChange(draft)).toEqual({
    changes: { VisibilityTimeout: '60' },
    expected: { VisibilityTimeout: '30' },
  })
})

it('sees what somebody else changed meanwhile', () => {
  const draft = { VisibilityTimeout: { from: '30', value: '60' } }
  expect(changedMeanwhile(draft, attributes)).toEqual([])
  expect(changedMeanwhile(draft, { ...attributes, VisibilityTimeout: '45' })).toEqual([
    'VisibilityTimeout',
  ])
})

it('knows a shorter retention, which deletes, from a longer one', () => {
  const to = (value: string) => ({ MessageRetentionPeriod: { from: '345600', value } })
  expect([to('345599'), to('345600'), to('1209600'), {}].map(shortensRetention)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

it('judges fields alone and together', () => {
  expect(hasFieldProblem({ DelaySeconds: { from: '0', value: '901' } })).toBe(true)
  const key = { KmsMasterKeyId: { from: '', value: 'alias/k' } }
  expect(combinationProblem(key, attributes)).toBeUndefined()
  expect(combinationProblem(key, { ...attributes, SqsManagedSseEnabled: 'true' })).toBe(
    'two-encryptions',
  )
})

it('shows what the type has, with the default where SQS leaves it out', () => {
  expect(shownAttributes(false)).not.toContain('DeduplicationScope')
  expect(shownAttributes(true)).toContain('DeduplicationScope')
  expect(shownAttributes(true)).not.toContain('Policy')
  expect(valueOf({}, 'VisibilityTimeout')).toBe('30')
})
