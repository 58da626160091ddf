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

  it('name the IAM action where a permission is missing', () => {
    const { facts } = words('access-denied', { params: { action: 'sqs:ReceiveMessage' } })
    expect(facts).toEqual([{ label: 'IAM action', value: 'sqs:ReceiveMessage' }])
  })

  it('name both guard levels in the language of the window', () => {
    const refusal = { reason: 'level', level: 'read-only', needs: 'look' } as const
    expect(words('guarded', { refusal }, 'ko').sentence).toContain('읽기 전용')
  })

  it('give the reference that finds an unexpected error in the log', () => {
    const { facts } = words('unexpected', { reference: 'K3X9QA' })
    expect(facts).toContainEqual({ label: 'Reference', value: 'K3X9QA' })
  })
})
