import { findNetworkCode, isLostInBetween } from './network-errors.ts'
import type { NetworkError } from './network-errors.ts'

/**
 * How an answer that came is no use: its checksum is that of something else, it broke off, or it is nothing that the
 * service says.
 */
export type Damage = 'checksum' | 'cut' | 'unreadable'

interface AnsweredError extends NetworkError {
  $metadata?: { httpStatusCode?: number }
}

/** The SDK's words for a checksum that does not fit, in `@aws-sdk/middleware-sdk-sqs`; it gives them no name. */
const wrongChecksum = /^InvalidChecksumError$|^Invalid MD5 checksum on messages/

/** A schema's, on an answer that is JSON but not of the service's shape. */
const schemaErrors = new Set(['ZodError', '$ZodError'])

/** What is wrong with an answer that said "done" and could not be used; undefined when none of that came. */
export function findDamage(error: AnsweredError): Damage | undefined {
  if (wrongChecksum.test(error.message)) return 'checksum'
  if (schemaErrors.has(error.name)) return 'unreadable'
  const status = error.$metadata?.httpStatusCode
  if (status === undefined || status < 200 || status >= 300) return undefined
  return isLostInBetween(findNetworkCode(error)) ? 'cut' : 'unreadable'
}
