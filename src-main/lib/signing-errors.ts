/** Why AWS does not take a signature, or credentials; the window explains each by itself. */
export type SigningReason =
  | 'clock-skew'
  | 'key-unknown'
  | 'region-disabled'
  | 'signature-mismatch'
  | 'token-expired'
  | 'token-invalid'

export interface SigningFault {
  reason: SigningReason
  /** How far this computer's clock is ahead of AWS's; below zero behind it. */
  skewMinutes?: number
}

/** Source: "Common Errors" of the STS and SQS API References, and `ActivateRegion` of the IAM user guide for the region. */
const byName: Readonly<Record<string, SigningReason>> = {
  ExpiredToken: 'token-expired',
  ExpiredTokenException: 'token-expired',
  InvalidAccessKeyId: 'key-unknown',
  InvalidClientTokenId: 'key-unknown',
  InvalidSignatureException: 'signature-mismatch',
  InvalidToken: 'token-invalid',
  RegionDisabledException: 'region-disabled',
  RequestExpired: 'clock-skew',
  RequestTimeTooSkewed: 'clock-skew',
  SignatureDoesNotMatch: 'signature-mismatch',
  UnrecognizedClientException: 'key-unknown',
}

/** A wrong time is told under the name of a wrong signature: "Signature expired: …" and "Signature not yet current: …". */
const wrongTime = /signature (expired|not yet current)/i

/** "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)" */
const times = /(\d{8}T\d{6}Z)[^(]*\((\d{8}T\d{6}Z)/

function msOf(compact: string): number {
  return Date.parse(
    compact.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  )
}

function findSkewMinutes(message: string): number | undefined {
  const [, signed, now] = times.exec(message) ?? []
  if (signed === undefined || now === undefined) return undefined
  const minutes = Math.round((msOf(signed) - msOf(now)) / 60_000)
  return Number.isFinite(minutes) ? minutes : undefined
}

/** What AWS has against the signature of a call; undefined where it is none of that. */
export function findSigningFault(name: string, message: string): SigningFault | undefined {
  // Own rows only: the name comes from the other end and may be `constructor`.
  const named = Object.hasOwn(byName, name) ? byName[name] : undefined
  if (named === undefined) return undefined
  if (named !== 'clock-skew' && !wrongTime.test(message)) return { reason: named }
  const skewMinutes = findSkewMinutes(message)
  return { reason: 'clock-skew', ...(skewMinutes === undefined ? {} : { skewMinutes }) }
}
