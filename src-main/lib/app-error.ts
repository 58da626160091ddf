import type { ErrorCode, ErrorDetail, ErrorValue, GuardRefusal } from '#contract'

export interface AppErrorOptions {
  params?: ErrorDetail['params']
  retryable?: boolean
  /** The change may have happened although no answer came. */
  effectUnknown?: boolean
  requestId?: string | undefined
  refusal?: GuardRefusal
  cause?: unknown
}

/** The one error class inside the main process. Its message is for the log; the window words the code itself. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorDetail['params']
  readonly retryable: boolean
  readonly effectUnknown: boolean
  readonly requestId: string | undefined
  readonly refusal: GuardRefusal | undefined

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.params = options.params ?? {}
    this.retryable = options.retryable ?? false
    this.effectUnknown = options.effectUnknown ?? false
    this.requestId = options.requestId
    this.refusal = options.refusal
  }
}

/** The same error with more facts for its sentence. */
export function withFacts(error: AppError, facts: ErrorDetail['params']): AppError {
  const { code, message, retryable, effectUnknown, requestId, refusal } = error
  return new AppError(code, message, {
    params: { ...error.params, ...facts },
    retryable,
    effectUnknown,
    requestId,
    ...(refusal === undefined ? {} : { refusal }),
    cause: error.cause,
  })
}

/** Anything thrown, as an AppError; what is not one is `unexpected` and keeps the original as its cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof Error && error.name === 'AbortError') {
    return new AppError('cancelled', 'cancelled', { cause: error })
  }
  const message = error instanceof Error ? error.message : String(error)
  return new AppError('unexpected', message, { cause: error })
}

/** The facts of an error as they cross to the window: never a stack, never a sentence. */
export function errorDetail(error: AppError, reference?: string): ErrorDetail {
  return {
    params: error.params,
    retryable: error.retryable,
    effectUnknown: error.effectUnknown,
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    ...(reference === undefined ? {} : { reference }),
    ...(error.refusal === undefined ? {} : { refusal: error.refusal }),
  }
}

/** An error as a value, for feed items and batch entries. */
export function errorValue(error: AppError): ErrorValue {
  return { code: error.code, ...errorDetail(error) }
}
