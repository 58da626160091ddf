import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '#contract'
import type { ErrorCode, ErrorDetail } from '#contract'
import { wordError } from './error-words.ts'
import { WeirError } from './weir-error.ts'

const plain: ErrorDetail = { params: {}, retryable: false, effectUnknown: false }
const inLanguage = (language: string) =>
  i18next.getFixedT<['errors', 'common']>(language, ['errors', 'common'])
const words = (code: ErrorCode, detail: Partial<ErrorDetail> = {}, language = 'en') =>
  wordError(new WeirError(code, { ...plain, ...detail }), inLanguage(language))

describe.each(['en', 'ko'])('error words in %s', (language) => {
  it.each(errorCodes)('say what %s is, means, and asks for', (code) => {
    const { title, sentence, remedy } = words(code, {}, language)
    for (const text of [title, sentence, remedy]) {
      expect(text).not.toBe('')
      expect(text).not.toContain('code.')
    }
  })
})

describe('error words', () => {
  it('say plainly that it is not known whether a change happened', () => {
    expect(words('timed-out', { effectUnknown: true }).warning).toContain('not known')
    expect(words('timed-out').warning).toBeUndefined()
  })

  it('say of a damaged answer how it is damaged, and that the change most likely happened', () => {
    const { sentence, warning } = words('answer-damaged', {
      effectUnknown: true,
      params: { damage: 'cut' },
    })
    expect(sentence).toContain('broke off')
    expect(warning).toContain('most likely happened')
  })

  it.each(['answer-damaged', 'timed-out'] as const)(
    'say of a look without a usable answer (%s) what it may have done, and to what',
    (code) => {
      const params = { queue: 'orders', max: 10, hideSeconds: 0 }
      const quick = words(code, { effectUnknown: true, params }).warning
      expect(quick).toContain('up to 10 messages of orders then have one receive more')
      expect(quick).toContain('None was hidden')
      const held = words(code, { effectUnknown: true, params: { ...params, hideSeconds: 60 } })
      expect(held.warning).toContain('visible by themselves 60 s after')
    },
  )

  it('name the IAM action where a permission is missing', () => {
    const { facts } = words('access-denied', { params: { action: 'sqs:ReceiveMessage' } })
    expect(facts).toEqual([{ label: 'IAM action', value: 'sqs:ReceiveMessage' }])
  })

  it('name what is wrong with the source of credentials, and what to do about it', () => {
    const params = { reason: 'source-missing', profile: 'ops', source: 'gone' }
    const { sentence, remedy } = words('credentials-missing', { params })
    expect(sentence).toContain('Profile ops names gone as its source')
    expect(remedy).toContain('source_profile')
    const skew = { reason: 'clock-skew', skewMinutes: -10 }
    expect(words('credentials-missing', { params: skew }).facts).toEqual([
      { label: 'Clock ahead by (min)', value: '-10' },
    ])
  })

  it.each([
    ['caFile', 'Choose another file'],
    ['AWS_CA_BUNDLE', 'Correct the variable'],
  ])('say of a bad CA file that %s names it', (field, remedy) => {
    const params = { field, reason: 'ca-empty', path: '/x.pem' }
    expect(words('invalid-input', { params }).sentence).toContain('/x.pem')
    expect(words('invalid-input', { params }).remedy).toContain(remedy)
  })

  it('name both guard levels in the language of the window', () => {
    const refusal = { reason: 'level', level: 'read-only', needs: 'look' } as const
    expect(words('guarded', { refusal }, 'ko').sentence).toContain('읽기 전용')
  })

  it('say that there are too many sends at once, and that nothing was sent', () => {
    const params = { reason: 'too-many-sends', max: 4 }
    const { title, sentence } = words('conflict', { params })
    expect([title, sentence]).toEqual([
      'Too many sends at once',
      expect.stringMatching(/^4 sends run .* Nothing was sent\.$/),
    ])
    expect(words('conflict').title).toBe('Changed meanwhile')
  })

  it('give the reference that finds an unexpected error in the log', () => {
    const { facts } = words('unexpected', { reference: 'K3X9QA' })
    expect(facts).toContainEqual({ label: 'Reference', value: 'K3X9QA' })
  })
})
