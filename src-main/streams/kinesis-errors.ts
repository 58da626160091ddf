import type { ErrorTable } from '../lib/aws-errors.ts'

/** Kinesis's own error names. Source: the "Errors" of each action in the Kinesis API reference, and the SDK's classes. */
export const kinesisErrors: ErrorTable = {
  AccessDeniedException: { code: 'access-denied' },
  DryRunOperationException: { code: 'conflict' },
  // Five minutes are over: whoever reads on gets another from the last sequence number.
  ExpiredIteratorException: { code: 'conflict', retryable: true },
  ExpiredNextTokenException: { code: 'conflict', retryable: true },
  InternalFailureException: { code: 'unexpected', retryable: true },
  InvalidArgumentException: { code: 'invalid-input' },
  KMSAccessDeniedException: { code: 'access-denied' },
  KMSDisabledException: { code: 'conflict' },
  KMSInvalidStateException: { code: 'conflict' },
  KMSNotFoundException: { code: 'not-found' },
  KMSOptInRequired: { code: 'access-denied' },
  KMSThrottlingException: { code: 'throttled', retryable: true },
  // Of a call too many a second and of a quota of shards alike; the message tells which.
  LimitExceededException: { code: 'throttled', retryable: true },
  ProvisionedThroughputExceededException: { code: 'throttled', retryable: true },
  ResourceInUseException: { code: 'conflict', retryable: true },
  ResourceNotFoundException: { code: 'not-found' },
  ValidationException: { code: 'invalid-input' },
}
