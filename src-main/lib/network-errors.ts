import { wasNeverSent } from './never-sent.ts'

/** Why nothing reached the other end: the window explains each by itself. */
export type UnreachableReason =
  'dns' | 'refused' | 'no-route' | 'tls' | 'no-tls' | 'connect-timeout'

/** What Node says of a network error. */
export interface NetworkError extends Error {
  code?: string
  syscall?: string
}

/** Node's names for a connection that was never made: nothing can have happened at the other end. */
const neverConnected: Readonly<Record<string, UnreachableReason>> = {
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ENOTFOUND: 'dns',
}

/** What the other end showed was not believed, so the request did not leave. Source: Node's "X509 certificate error codes". */
const certificateRefused = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** The SDK's words for a socket that never connected; its time-out for an answer has others. */
const connectTimeout = /socket was not established|did not establish a connection/i

/** A connection that was made and lost: the request may have been carried out. */
const lostInBetween = new Set(['ECONNRESET', 'EPIPE'])

/** Causes looked at; more are never there for a reason, and they may go round in a circle. */
const maxCauses = 5

export function findNetworkCode(error: NetworkError, causesLeft = maxCauses): string | undefined {
  if (error.code !== undefined || causesLeft === 0) return error.code
  return error.cause instanceof Error ? findNetworkCode(error.cause, causesLeft - 1) : undefined
}

export function isLostInBetween(code: string | undefined): boolean {
  return code !== undefined && lostInBetween.has(code)
}

/** Of what ended before a connection stood, and has no name of its own above. */
function reasonBeforeConnected(error: NetworkError, code: string): UnreachableReason {
  if (error.syscall === 'connect') return code === 'ETIMEDOUT' ? 'connect-timeout' : 'no-route'
  // Several addresses were tried and none took the connection in time.
  return code === 'ETIMEDOUT' ? 'connect-timeout' : 'no-tls'
}

/** Why nothing reached the other end, or undefined when something may have. */
export function findUnreachableReason(error: NetworkError): UnreachableReason | undefined {
  const code = findNetworkCode(error)
  if (code === undefined) {
    const isLate = error.name === 'TimeoutError' && connectTimeout.test(error.message)
    return isLate ? 'connect-timeout' : undefined
  }
  if (certificateRefused.has(code)) return 'tls'
  if (Object.hasOwn(neverConnected, code)) return neverConnected[code]
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'no-tls'
  const isSure = error.syscall === 'connect' || wasNeverSent(error)
  return isSure ? reasonBeforeConnected(error, code) : undefined
}
