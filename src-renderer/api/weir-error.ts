import { ORPCError } from '@orpc/client'
import type { ErrorCode, ErrorDetail, ErrorValue } from '#contract'

/** The one error that the window knows: a code from the contract and its facts. */
export class WeirError extends Error {
  readonly code: ErrorCode
  readonly detail: ErrorDetail

  constructor(code: ErrorCode, detail: ErrorDetail, options?: ErrorOptions) {
    super(code, options)
    this.name = 'WeirError'
    this.code = code
    this.detail = detail
  }
}

function unexpected(thrown: unknown): WeirError {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const detail = { params: { message }, retryable: false, effectUnknown: false }
  return new WeirError('unexpected', detail, { cause: thrown })
}

/** Anything thrown, as a WeirError. What main did not declare is `unexpected`. */
export function toWeirError(thrown: unknown): WeirError {
  if (thrown instanceof WeirError) return thrown
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    const detail = { params: {}, retryable: true, effectUnknown: false }
    return new WeirError('cancelled', detail, { cause: thrown })
  }
  if (!(thrown instanceof ORPCError) || !thrown.defined) return unexpected(thrown)
  // A defined error was checked against the contract's declared errors in main before it was sent.
  return new WeirError(thrown.code as ErrorCode, thrown.data as ErrorDetail, { cause: thrown })
}

/** An error that came as a value (a feed item, a batch entry) in the shape that notices take. */
export function fromErrorValue({ code, ...detail }: ErrorValue): WeirError {
  return new WeirError(code, detail)
}

const missingNames = new Set(['InvalidAction', 'UnknownOperationException', 'UnsupportedOperation'])

/** Queues were asked for where there is no SQS: an emulator of Kinesis alone. */
export function isWithoutQueues({ detail: { params } }: WeirError): boolean {
  return params['action'] === 'sqs:ListQueues' && missingNames.has(String(params['name']))
}

/** Topics were asked for where there is no SNS: an emulator of SQS alone. Nothing failed that could be mended. */
export function isWithoutTopics({ detail: { params } }: WeirError): boolean {
  return params['action'] === 'sns:ListTopics' && missingNames.has(String(params['name']))
}

/** The same of streams. */
export function isWithoutStreams({ detail: { params } }: WeirError): boolean {
  return params['action'] === 'kinesis:ListStreams' && missingNames.has(String(params['name']))
}
