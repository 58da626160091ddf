import type { ErrorCode } from '#contract'
import { AppError } from './app-error.ts'
import { findDamage } from './damaged-answers.ts'
import type { Damage } from './damaged-answers.ts'
import { wasNeverSent } from './never-sent.ts'
import { findNetworkCode, findUnreachableReason, isLostInBetween } from './network-errors.ts'
import type { UnreachableReason } from './network-errors.ts'
import { findSigningFault } from './signing-errors.ts'
import type { SigningFault } from './signing-errors.ts'

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
  InvalidAccessKeyId: { code: 'credentials-missing' },
  InvalidClientTokenId: { code: 'credentials-missing' },
  InvalidSignatureException: { code: 'credentials-missing' },
  InvalidToken: { code: 'credentials-missing' },
  NotAuthorized: { code: 'access-denied' },
  OptInRequired: { code: 'access-denied' },
  RegionDisabledException: { code: 'access-denied' },
  RequestExpired: { code: 'credentials-missing' },
  RequestTimeTooSkewed: { code: 'credentials-missing' },
  RequestThrottled: { code: 'throttled', retryable: true },
  ServiceUnavailable: { code: 'endpoint-unreachable', retryable: true },
  SignatureDoesNotMatch: { code: 'credentials-missing' },
  Throttling: { code: 'throttled', retryable: true },
  ThrottlingException: { code: 'throttled', retryable: true },
  TimeoutError: { code: 'timed-out', retryable: true },
  TokenRefreshRequired: { code: 'credentials-expired' },
  UnknownOperationException: { code: 'invalid-input' },
  UnrecognizedClientException: { code: 'credentials-missing' },
  ValidationError: { code: 'invalid-input' },
}

const missingActions = new Set(['InvalidAction', 'UnknownOperationException'])

/** A service (an emulator, mostly) that does not have an action: a capability that is missing, nothing that failed. */
export function isMissingAction({ params }: AppError): boolean {
  const name = String(params['name'])
  // SQS has an error of this name for other things; from SNS it is an emulator of SQS alone that was asked.
  if (name === 'UnsupportedOperation') return String(params['action']).startsWith('sns:')
  return missingActions.has(name)
}

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
  syscall?: string
  $metadata?: { requestId?: string; httpStatusCode?: number }
}

/** `AWS.SimpleQueueService.NonExistentQueue` and `com.amazonaws.sqs#QueueDoesNotExist` lose their prefixes. */
export function plainErrorName(name: string): string {
  return name.replace(/^.*[#.]/, '')
}

/**
 * The plain name of an error. Refused (400) without a name, or not found (404) in words that are not the service's: an
 * emulator of something else was asked (fauxqs of Kinesis, kinesalite of SQS). Any other answer without a name stays
 * one that nobody understands.
 */
function nameOf({ name, $metadata }: SdkError): string {
  const status = $metadata?.httpStatusCode
  const isNameless = name === 'Unknown' || name === 'UnknownError'
  const isElsewhere = (isNameless && status === 400) || (name === 'SyntaxError' && status === 404)
  return isElsewhere ? 'UnknownOperationException' : plainErrorName(name)
}

/** The row for an error name. Own rows only: the name comes from the other end and may be `constructor`. */
export function findErrorRule(name: string, table: ErrorTable): ErrorRule | undefined {
  if (Object.hasOwn(table, name)) return table[name]
  return Object.hasOwn(commonErrors, name) ? commonErrors[name] : undefined
}

/** What the SDK adds for who debugs a program; it says nothing of what happened. */
const sdkHint = /\n {2}Deserialization error: to see the raw response[^\n]*/

type Classified = ErrorRule & {
  /** Whether it is sure what became of the call: it was refused, or never went out. */
  isSure: boolean
  reason?: UnreachableReason | undefined
  signing?: SigningFault | undefined
  damage?: Damage | undefined
}

/** Of the ways in which a call fails between here and there; undefined when it was answered with an error. */
function classifyTransport(error: SdkError): Classified | undefined {
  const reason = findUnreachableReason(error)
  if (reason !== undefined) {
    return { code: 'endpoint-unreachable', retryable: true, isSure: true, reason }
  }
  const damage = findDamage(error)
  if (damage !== undefined) {
    return { code: 'answer-damaged', retryable: true, isSure: false, damage }
  }
  const network = findNetworkCode(error)
  if (isLostInBetween(network)) {
    return { code: 'endpoint-unreachable', retryable: true, isSure: false }
  }
  if (network === 'ETIMEDOUT') return { code: 'timed-out', retryable: true, isSure: false }
  return undefined
}

function classifyAnswer(error: SdkError, { table }: CallFacts): Classified {
  const status = error.$metadata?.httpStatusCode
  // A 5xx says nothing of what was done before it.
  const isRefused = status !== undefined && status >= 400 && status < 500
  const isSure = isRefused || wasNeverSent(error)
  const name = nameOf(error)
  const known = findErrorRule(name, table)
  if (known !== undefined) {
    return { ...known, isSure, signing: findSigningFault(name, error.message) }
  }
  const hasFailed = status !== undefined && status >= 500
  return { code: 'unexpected', retryable: hasFailed, isSure }
}

/**
 * Turns what the SDK threw into an AppError. `effectUnknown` is set for a change whose answer did not come, came
 * damaged, or was a 5xx: it may have been carried out all the same.
 */
export function fromAwsError(thrown: unknown, facts: CallFacts): AppError {
  if (thrown instanceof AppError) return thrown
  const error: SdkError = thrown instanceof Error ? thrown : new Error(String(thrown))
  const known = classifyTransport(error) ?? classifyAnswer(error, facts)
  const { code, retryable = false, isSure, reason, signing, damage } = known
  return new AppError(code, `${facts.action}: ${error.name}: ${error.message}`, {
    params: {
      action: facts.iamAction,
      endpoint: facts.endpoint,
      message: error.message.replace(sdkHint, '').slice(0, 500),
      name: nameOf(error),
      ...(reason === undefined ? {} : { reason }),
      ...signing,
      ...(damage === undefined ? {} : { damage }),
    },
    retryable,
    effectUnknown: facts.changes && !isSure && code !== 'credentials-missing',
    requestId: error.$metadata?.requestId,
    cause: thrown,
  })
}
