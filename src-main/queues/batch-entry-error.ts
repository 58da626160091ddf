import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs'
import type { ErrorValue } from '#contract'
import { AppError, errorValue } from '../lib/app-error.ts'
import { findErrorRule, plainErrorName } from '../lib/aws-errors.ts'
import { sqsErrors } from './sqs-errors.ts'

/** Why SQS refused one entry of a batch: it was surely not carried out. */
export function refusedEntryError(failure: BatchResultErrorEntry, iamAction: string): ErrorValue {
  const name = plainErrorName(failure.Code ?? 'Unknown')
  const rule = findErrorRule(name, sqsErrors) ?? { code: 'unexpected' as const }
  const error = new AppError(rule.code, name, {
    params: { action: iamAction, name, message: failure.Message ?? name },
    retryable: failure.SenderFault !== true,
  })
  return errorValue(error)
}

/** An answer that says nothing of an entry: nobody knows whether it was carried out. */
export function unnamedEntryError(iamAction: string): ErrorValue {
  const error = new AppError('unexpected', 'the answer did not name the entry', {
    params: { action: iamAction, message: 'no outcome' },
    effectUnknown: true,
  })
  return errorValue(error)
}
