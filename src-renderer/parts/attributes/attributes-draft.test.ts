import { describe, expect, it } from 'vitest'
import { typedSince } from './attributes-draft.ts'

describe('typedSince', () => {
  const saved = { DelaySeconds: { from: '0', value: '5' }, Policy: { from: '', value: '{}' } }

  it('leaves nothing when nobody typed on', () => {
    expect(typedSince({ ...saved }, saved)).toEqual({})
  })

  it('leaves a field that was typed again and one that is new', () => {
    const again = { from: '0', value: '6' }
    const other = { from: '30', value: '60' }
    const now = { ...saved, DelaySeconds: again, VisibilityTimeout: other }
    expect(typedSince<string>(now, saved)).toEqual({
      DelaySeconds: again,
      VisibilityTimeout: other,
    })
  })

  it('leaves out a field that was taken back', () => {
    expect(typedSince<string>({ Policy: saved.Policy }, saved)).toEqual({})
  })
})
