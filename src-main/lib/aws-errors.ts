import type { ErrorCode } from '#contract'
import { AppError } from './app-error.ts'

/** One row of a table from AWS error names to Weir's codes. */
export interface ErrorRule {
  code: ErrorCode
  retryable?: boolean
}
export type ErrorTable = Readonly<Record<string, ErrorRule>>

/** Names that every AWS service shares; a service's own table comes first. Source: "Common Errors" of the API references. */
export const commonErrors: ErrorTable = {
  AccessDenied: { code: 'access-denied' },
  AccessDeniedException: { code: 'access-denied' },
  AuthFailure: { code: 'credentials-missing' },
  CredentialsProviderError: { code: 'credentials-missing' },
  ExpiredToken: { code: 'credentials-expired' },
  ExpiredTokenException: { code: 'credentials-expired' },
  IncompleteSignature: { code: 'credentials-missing' },
  InternalError: { code: 'unexpected', retryable: true },
  InternalFailure: { code: 'unexpected', retryable: true },
  InvalidClientTokenId: { code: 'credentials-missing' },
  NotAuthorized: { code: 'access-denied' },
  OptInRequired: { code: 'access-denied' },
  RequestExpired: { code: 'credentials-expired' },
  RequestThrottled: { code: 'throttled', retryable: true },
  ServiceUnavailable: { code: 'endpoint-unreachable', retryable: true },
  SignatureDoesNotMatch: { code: 'credentials-missing' },
  Throttling: { code: 'throttled', retryable: true },
  ThrottlingException: { code: 'throttled', retryable: true },
  TimeoutError: { code: 'timed-out', retryable: true },
  TokenRefreshRequired: { code: 'credentials-expired' },
  UnrecognizedClientException: { code: 'credentials-missing' },
  ValidationError: { code: 'invalid-input' },
}

const missingActions = new Set(['InvalidAction', 'UnknownOperationException'])

/** A service (an emulator, mostly) that does not have an action: a capability that is missing, nothing that failed. */
export function isMissingAction(error: AppError): boolean {
  return missingActions.has(String(error.params['name']))
}

/** Node's names for a connection that was never made: nothing can have happened at the other end. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
/** What the other end showed was not believed, or it spoke no TLS: the request did not leave. */
const tlsRefused = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
/** The SDK's words for a socket that never connected; its time-out for an answer has others. */
const connectTimeout = /socket was not established|did not establish a connection/i

/** Why nothing reached the other end: the window explains each by itself. */
export type UnreachableReason = 'dns' | 'refused' | 'no-route' | 'tls' | 'connect-timeout'

function findUnreachableReason(error: SdkError): UnreachableReason | undefined {
  const network = findNetworkCode(error)
  if (network !== undefined && tlsRefused.has(network)) return 'tls'
  if (network === 'ENOTFOUND' || network === 'EAI_AGAIN') return 'dns'
  if (network === 'ECONNREFUSED') return 'refused'
  if (network !== undefined && neverConnected.has(network)) return 'no-route'
  return error.name === 'TimeoutError' && connectTimeout.test(error.message)
    ? 'connect-timeout'
    : undefined
}

/** A connection that was made and lost: the request may have been carried out. */
const lostInBetween = new Set(['ECONNRESET', 'EPIPE'])

export interface CallFacts {
  /** The AWS operation, such as `SendMessage`. */
  action: string
  /** The IAM action, such as `sqs:SendMessage`. */
  iamAction: string
  endpoint: string
  /** True for calls that change something or look: a lost answer then leaves the effect unknown. */
  changes: boolean
  table: ErrorTable
}

interface SdkError extends Error {
  code?: string
  $metadata?: { requestId?: string; httpStatusCode?: number }
}

/** `AWS.SimpleQueueService.NonExistentQueue` and `com.amazonaws.sqs#QueueDoesNotExist` lose their prefixes. */
export function plainErrorName(name: string): string {
  return name.replace(/^.*[#.]/, '')
}

/** The row for an error name. Own rows only: the name comes from the other end and may be `constructor`. */
export function findErrorRule(name: string, table: ErrorTable): ErrorRule | undefined {
  if (Object.hasOwn(table, name)) return table[name]
  return Object.hasOwn(commonErrors, name) ? commonErrors[name] : undefined
}

/** Causes looked at; more are never there for a reason, and they may go round in a circle. */
const maxCauses = 5

function findNetworkCode(error: SdkError, causesLeft = maxCauses): string | undefined {
  if (error.code !== undefined || causesLeft === 0) return error.code
  return error.cause instanceof Error ? findNetworkCode(error.cause, causesLeft - 1) : undefined
}

function classify(error: SdkError, facts: CallFacts): ErrorRule & { answered: boolean } {
  const name = plainErrorName(error.name)
  const status = error.$metadata?.httpStatusCode
  // A 5xx says nothing of what was done before it.
  const answered = status !== undefined && status >= 400 && status < 500
  const known = findErrorRule(name, facts.table)
  const network = findNetworkCode(error)
  if (findUnreachableReason(error) !== undefined) {
    return { code: 'endpoint-unreachable', retryable: true, answered: true }
  }
  if (network !== undefined && lostInBetween.has(network)) {
    return { code: 'endpoint-unreachable', retryable: true, answered: false }
  }
  if (network === 'ETIMEDOUT') return { code: 'timed-out', retryable: true, answered: false }
  if (known !== undefined) return { ...known, answered }
  if (status !== undefined && status >= 500)
    return { code: 'unexpected', retryable: true, answered: false }
  return { code: 'unexpected', answered }
}

/**
 * Turns what the SDK threw into an AppError. `effectUnknown` is set for a change whose answer did not come, came
 * damaged, or was a 5xx: it may have been carried out all the same.
 */
export function fromAwsError(thrown: unknown, facts: CallFacts): AppError {
  if (thrown instanceof AppError) return thrown
  const error: SdkError = thrown instanceof Error ? thrown : new Error(String(thrown))
  const rule = classify(error, facts)
  const { code, retryable = false, answered } = rule
  const reason = code === 'endpoint-unreachable' ? findUnreachableReason(error) : undefined
  return new AppError(code, `${facts.action}: ${error.name}: ${error.message}`, {
    params: {
      action: facts.iamAction,
      endpoint: facts.endpoint,
      message: error.message.slice(0, 500),
      name: plainErrorName(error.name),
      ...(reason === undefined ? {} : { reason }),
    },
    retryable,
    effectUnknown: facts.changes && !answered && code !== 'credentials-missing',
    requestId: error.$metadata?.requestId,
    cause: thrown,
  })
}
