import * as sdk from '@aws-sdk/client-sqs'
import { SQSServiceException } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '#contract'
import { findErrorRule, fromAwsError } from '../lib/aws-errors.ts'
import { sqsErrors } from './sqs-errors.ts'
import { sqsFacts } from './sqs.ts'

const facts = { ...sqsFacts('SendMessage', 'change'), endpoint: 'http://127.0.0.1:4566' }
const $metadata = { httpStatusCode: 400, requestId: 'r-1' }

type ExceptionClass = new (options: {
  message: string
  $metadata: typeof $metadata
}) => SQSServiceException

function isException(value: unknown): value is ExceptionClass {
  return typeof value === 'function' && value.prototype instanceof SQSServiceException
}

/** Every error that the SDK has a class for: what SQS can answer. */
const exported: unknown[] = Object.values(sdk)
const exceptions = exported.filter(isException)

/** Row by row: what each name means to the user, and whether another try may help. */
const expected: [name: string, code: ErrorCode, retryable: boolean][] = [
  ['BatchEntryIdsNotDistinct', 'invalid-input', false],
  ['BatchRequestTooLong', 'quota-exceeded', false],
  ['EmptyBatchRequest', 'invalid-input', false],
  ['InvalidAction', 'invalid-input', false],
  ['InvalidAddress', 'invalid-input', false],
  ['InvalidAttributeName', 'invalid-input', false],
  ['InvalidAttributeValue', 'invalid-input', false],
  ['InvalidBatchEntryId', 'invalid-input', false],
  ['InvalidIdFormat', 'conflict', false],
  ['InvalidMessageContents', 'invalid-input', false],
  ['InvalidParameterValue', 'invalid-input', false],
  ['InvalidSecurity', 'invalid-input', false],
  ['KmsAccessDenied', 'access-denied', false],
  ['KmsDisabled', 'conflict', false],
  ['KmsInvalidKeyUsage', 'conflict', false],
  ['KmsInvalidState', 'conflict', false],
  ['KmsNotFound', 'not-found', false],
  ['KmsOptInRequired', 'access-denied', false],
  ['KmsThrottled', 'throttled', true],
  ['MessageNotInflight', 'conflict', false],
  ['MissingParameter', 'invalid-input', false],
  ['NonExistentQueue', 'not-found', false],
  ['OverLimit', 'quota-exceeded', false],
  ['PurgeQueueInProgress', 'conflict', true],
  ['QueueAlreadyExists', 'conflict', false],
  ['QueueDeletedRecently', 'conflict', true],
  ['QueueDoesNotExist', 'not-found', false],
  ['QueueNameExists', 'conflict', false],
  ['ReceiptHandleIsInvalid', 'conflict', false],
  ['RequestThrottled', 'throttled', true],
  ['ResourceNotFoundException', 'not-found', false],
  ['TooManyEntriesInBatchRequest', 'invalid-input', false],
  ['UnknownOperationException', 'invalid-input', false],
  ['UnsupportedOperation', 'invalid-input', false],
]

describe('an error of SQS', () => {
  it.each(expected)('%s means %s (worth another try: %s)', (name, code, retryable) => {
    const exception = exceptions.find((each) => each.name === name)
    const thrown =
      exception === undefined
        ? new SQSServiceException({ name, message: 'no', $fault: 'client', $metadata })
        : new exception({ message: 'no', $metadata })
    expect(thrown.name).toBe(name)
    expect(fromAwsError(thrown, facts)).toMatchObject({
      code,
      retryable,
      effectUnknown: false,
      requestId: 'r-1',
      params: { action: 'sqs:SendMessage', name, message: 'no' },
    })
  })

  it('is in that list, whichever row the table has', () => {
    const listed = expected.map(([name]) => name)
    expect(Object.keys(sqsErrors).filter((name) => !listed.includes(name))).toEqual([])
  })

  it('has a row for every class of the SDK', () => {
    expect(exceptions.length).toBeGreaterThan(20)
    const without = exceptions.filter(({ name }) => findErrorRule(name, sqsErrors) === undefined)
    expect(without.map(({ name }) => name)).toEqual([])
  })

  it('is known under the old name in front of which SQS puts its own', () => {
    const name = 'AWS.SimpleQueueService.NonExistentQueue'
    const thrown = new SQSServiceException({ name, message: 'no', $fault: 'client', $metadata })
    expect(fromAwsError(thrown, facts).code).toBe('not-found')
  })
})

it.each([
  ['SendMessage', 'sqs:SendMessage'],
  ['DeleteMessageBatch', 'sqs:DeleteMessage'],
])('a denied %s asks for %s, since IAM has no batch actions', (action, iamAction) => {
  expect(sqsFacts(action, 'change')).toMatchObject({ action, iamAction, changes: true })
  expect(sqsFacts(action, 'read').changes).toBe(false)
})
