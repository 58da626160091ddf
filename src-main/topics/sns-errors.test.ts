import * as sdk from '@aws-sdk/client-sns'
import { SNSServiceException } from '@aws-sdk/client-sns'
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '#contract'
import { findErrorRule, fromAwsError } from '../lib/aws-errors.ts'
import { snsErrors } from './sns-errors.ts'
import { snsFacts } from './sns.ts'

const facts = { ...snsFacts('Publish', 'change'), endpoint: 'http://127.0.0.1:4566' }
const $metadata = { httpStatusCode: 400, requestId: 'r-1' }

type ExceptionClass = new (options: {
  message: string
  $metadata: typeof $metadata
}) => SNSServiceException

function isException(value: unknown): value is ExceptionClass {
  return typeof value === 'function' && value.prototype instanceof SNSServiceException
}

/** Every error that the SDK has a class for: what SNS can answer. */
const exported: unknown[] = Object.values(sdk)
const names = exported
  .filter(isException)
  .map((Exception) => new Exception({ message: '', $metadata }).name)

/** Row by row: what each name means to the user, and whether another try may help. */
const expected: [name: string, code: ErrorCode, retryable: boolean][] = [
  ['AuthorizationError', 'access-denied', false],
  ['AuthorizationErrorException', 'access-denied', false],
  ['BatchEntryIdsNotDistinctException', 'invalid-input', false],
  ['BatchRequestTooLongException', 'quota-exceeded', false],
  ['ConcurrentAccessException', 'conflict', true],
  ['EmptyBatchRequestException', 'invalid-input', false],
  ['EndpointDisabledException', 'conflict', false],
  ['FilterPolicyLimitExceededException', 'quota-exceeded', false],
  ['InternalErrorException', 'unexpected', true],
  ['InvalidAction', 'invalid-input', false],
  ['InvalidBatchEntryIdException', 'invalid-input', false],
  ['InvalidParameter', 'invalid-input', false],
  ['InvalidParameterException', 'invalid-input', false],
  ['InvalidParameterValueException', 'invalid-input', false],
  ['InvalidSecurityException', 'invalid-input', false],
  ['InvalidStateException', 'conflict', false],
  ['KMSAccessDeniedException', 'access-denied', false],
  ['KMSDisabledException', 'conflict', false],
  ['KMSInvalidStateException', 'conflict', false],
  ['KMSNotFoundException', 'not-found', false],
  ['KMSOptInRequired', 'access-denied', false],
  ['KMSThrottlingException', 'throttled', true],
  ['NotFound', 'not-found', false],
  ['NotFoundException', 'not-found', false],
  ['OptedOutException', 'conflict', false],
  ['PlatformApplicationDisabledException', 'conflict', false],
  ['ReplayLimitExceededException', 'quota-exceeded', false],
  ['ResourceNotFoundException', 'not-found', false],
  ['StaleTagException', 'conflict', true],
  ['SubscriptionLimitExceededException', 'quota-exceeded', false],
  ['TagLimitExceededException', 'quota-exceeded', false],
  ['TagPolicyException', 'access-denied', false],
  ['ThrottledException', 'throttled', true],
  ['TooManyEntriesInBatchRequestException', 'invalid-input', false],
  ['TopicLimitExceededException', 'quota-exceeded', false],
  ['UnknownOperationException', 'invalid-input', false],
  ['UnsupportedOperation', 'invalid-input', false],
  ['UserErrorException', 'invalid-input', false],
  ['ValidationException', 'invalid-input', false],
  ['VerificationException', 'invalid-input', false],
]

describe('an error of SNS', () => {
  it.each(expected)('%s means %s (worth another try: %s)', (name, code, retryable) => {
    const thrown = new SNSServiceException({ name, message: 'no', $fault: 'client', $metadata })
    expect(fromAwsError(thrown, facts)).toMatchObject({
      code,
      retryable,
      effectUnknown: false,
      requestId: 'r-1',
      params: { action: 'sns:Publish', name, message: 'no' },
    })
  })

  it('is in that list, whichever row the table has', () => {
    const listed = expected.map(([name]) => name)
    expect(Object.keys(snsErrors).filter((name) => !listed.includes(name))).toEqual([])
  })

  it('has a row for every class of the SDK', () => {
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => findErrorRule(name, snsErrors) === undefined)).toEqual([])
  })
})

it('a denied batch asks for the single action, since IAM has no batch actions', () => {
  expect(snsFacts('PublishBatch', 'change')).toMatchObject({ iamAction: 'sns:Publish' })
})
