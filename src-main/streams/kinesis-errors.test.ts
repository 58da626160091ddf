import * as sdk from '@aws-sdk/client-kinesis'
import { KinesisServiceException } from '@aws-sdk/client-kinesis'
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '#contract'
import { findErrorRule, fromAwsError } from '../lib/aws-errors.ts'
import { kinesisErrors } from './kinesis-errors.ts'
import { kinesisFacts } from './kinesis.ts'

const facts = { ...kinesisFacts('GetRecords', 'poll'), endpoint: 'http://127.0.0.1:4567' }
const $metadata = { httpStatusCode: 400, requestId: 'r-1' }

type ExceptionClass = new (options: {
  message: string
  $metadata: typeof $metadata
}) => KinesisServiceException

function isException(value: unknown): value is ExceptionClass {
  return typeof value === 'function' && value.prototype instanceof KinesisServiceException
}

const exported: unknown[] = Object.values(sdk)
const names = exported
  .filter(isException)
  .map((Exception) => new Exception({ message: '', $metadata }).name)

const expected: [name: string, code: ErrorCode, retryable: boolean][] = [
  ['AccessDeniedException', 'access-denied', false],
  ['DryRunOperationException', 'conflict', false],
  ['ExpiredIteratorException', 'conflict', true],
  ['ExpiredNextTokenException', 'conflict', true],
  ['InternalFailureException', 'unexpected', true],
  ['InvalidArgumentException', 'invalid-input', false],
  ['KMSAccessDeniedException', 'access-denied', false],
  ['KMSDisabledException', 'conflict', false],
  ['KMSInvalidStateException', 'conflict', false],
  ['KMSNotFoundException', 'not-found', false],
  ['KMSOptInRequired', 'access-denied', false],
  ['KMSThrottlingException', 'throttled', true],
  ['LimitExceededException', 'throttled', true],
  ['ProvisionedThroughputExceededException', 'throttled', true],
  ['ResourceInUseException', 'conflict', true],
  ['ResourceNotFoundException', 'not-found', false],
  ['UnknownOperationException', 'invalid-input', false],
  ['ValidationException', 'invalid-input', false],
]

describe('an error of Kinesis', () => {
  it.each(expected)('%s means %s (worth another try: %s)', (name, code, retryable) => {
    const thrown = new KinesisServiceException({ name, message: 'no', $fault: 'client', $metadata })
    expect(fromAwsError(thrown, facts)).toMatchObject({
      code,
      retryable,
      effectUnknown: false,
      requestId: 'r-1',
      params: { action: 'kinesis:GetRecords', name, message: 'no' },
    })
  })

  it('is in that list, whichever row the table has', () => {
    const listed = expected.map(([name]) => name)
    expect(Object.keys(kinesisErrors).filter((name) => !listed.includes(name))).toEqual([])
  })

  it('has a row for every class of the SDK', () => {
    expect(names.length).toBeGreaterThan(15)
    expect(names.filter((name) => findErrorRule(name, kinesisErrors) === undefined)).toEqual([])
  })
})
