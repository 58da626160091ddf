import { BATCH_MAX_BYTES, findMessageProblems } from '#contract'
import type { MessageProblem, MessageRules, OutgoingMessage, QueueUrl } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { queueName } from './queue-mapping.ts'

/** What holds for every queue of this name, before its attributes were read. */
export function rulesByName(queueUrl: QueueUrl): MessageRules {
  const isFifo = queueName(queueUrl).endsWith('.fifo')
  return {
    type: isFifo ? 'fifo' : 'standard',
    maximumMessageBytes: BATCH_MAX_BYTES,
    contentBasedDeduplication: undefined,
  }
}

function invalid({ field, key, params }: MessageProblem, index?: number): AppError {
  const where = index === undefined ? {} : { index }
  return new AppError('invalid-input', `${field}: ${key}`, {
    params: { field, reason: key, ...params, ...where },
  })
}

/**
 * What can be known to fail is said before anything is sent.
 * @throws invalid-input with the first problem, and which of several messages has it
 */
export function checkMessage(message: OutgoingMessage, rules: MessageRules, index?: number): void {
  const [first] = findMessageProblems(message, rules)
  if (first !== undefined) throw invalid(first, index)
}
