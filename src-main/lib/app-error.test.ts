import { describe, expect, it } from 'vitest'
import { errorDetailSchema, errorValueSchema } from '#contract'
import { AppError, errorDetail, errorValue, toAppError } from './app-error.ts'

describe('an AppError', () => {
  it('is not retryable and knows its effect unless told otherwise', () => {
    const error = new AppError('conflict', 'no')
    expect(errorDetail(error)).toEqual({ params: {}, retryable: false, effectUnknown: false })
  })

  it('crosses to the window with all its facts, and the contract takes them', () => {
    const error = new AppError('guarded', 'words for the log', {
      params: { count: 2, target: 'orders-dlq' },
      retryable: true,
      effectUnknown: true,
      requestId: 'r-1',
      refusal: { reason: 'would-move', messageIds: ['m-1'], target: 'orders-dlq' },
    })
    const detail = errorDetail(error, 'ABC123')
    expect(errorDetailSchema.strict().parse(detail)).toEqual(detail)
    expect(detail).toEqual({
      params: { count: 2, target: 'orders-dlq' },
      retryable: true,
      effectUnknown: true,
      requestId: 'r-1',
      reference: 'ABC123',
      refusal: { reason: 'would-move', messageIds: ['m-1'], target: 'orders-dlq' },
    })
    expect(errorValueSchema.parse(errorValue(error))).toMatchObject({ code: 'guarded' })
  })

  it('sends neither its message nor its stack nor its cause', () => {
    const error = new AppError('unexpected', 'secret words', { cause: new Error('the cause') })
    const sent = JSON.stringify(errorValue(error))
    expect(sent).not.toMatch(/secret words|the cause|app-error/)
  })
})

describe('anything thrown', () => {
  it('is itself when it is an AppError', () => {
    const error = new AppError('conflict', 'no')
    expect(toAppError(error)).toBe(error)
  })

  it('is cancelled when somebody aborted', () => {
    const abort = new DOMException('gone', 'AbortError')
    expect(toAppError(abort)).toMatchObject({ code: 'cancelled', cause: abort })
  })

  it.each([[new TypeError('oops'), 'oops'] as const, ['a word', 'a word'] as const])(
    'is unexpected and kept as the cause when it is %o',
    (thrown, message) => {
      expect(toAppError(thrown)).toMatchObject({ code: 'unexpected', message, cause: thrown })
    },
  )
})
