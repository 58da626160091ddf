import { ORPCError } from '@orpc/server'
import { ValidationError } from '@orpc/contract'
import { AppError, errorDetail, toAppError } from '../lib/app-error.ts'
import type { Log } from '../lib/log.ts'

function describeIssues(error: ValidationError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => {
      const path =
        issue.path?.map((part) => String(typeof part === 'object' ? part.key : part)) ?? []
      return `${path.join('.')}: ${issue.message}`
    })
    .join('; ')
}

function fromOrpc(error: ORPCError<string, unknown>): AppError {
  if (error.cause instanceof ValidationError) {
    const message = describeIssues(error.cause)
    const code = error.code === 'BAD_REQUEST' ? 'invalid-input' : 'unexpected'
    return new AppError(code, message, { params: { message }, cause: error })
  }
  const code =
    error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST' ? 'invalid-input' : 'unexpected'
  return new AppError(code, error.message, { params: { message: error.message }, cause: error })
}

/** `instanceof` alone leaves the class's type parameters open. */
function isOrpcError(thrown: unknown): thrown is ORPCError<string, unknown> {
  return thrown instanceof ORPCError
}

/** A reference short enough to read out, found again in the log. */
function newReference(): string {
  return Math.random().toString(36).slice(2, 8).toUpperCase().padEnd(6, '0')
}

/** Turns anything thrown into a declared error with its facts. `unexpected` is logged and gets a reference. */
export function toWireError(thrown: unknown, log: Log, where: string): ORPCError<string, unknown> {
  const error = isOrpcError(thrown) ? fromOrpc(thrown) : toAppError(thrown)
  const reference = error.code === 'unexpected' ? newReference() : undefined
  if (reference !== undefined) log.error('operation.unexpected', error, { where, reference })
  return new ORPCError(error.code, { message: error.code, data: errorDetail(error, reference) })
}
