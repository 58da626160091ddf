import { expect, it } from 'vitest'
import { findSigningFault } from './signing-errors.ts'

it.each([
  ['InvalidClientTokenId', 'The security token included in the request is invalid.', 'key-unknown'],
  ['UnrecognizedClientException', 'The security token is invalid.', 'key-unknown'],
  ['SignatureDoesNotMatch', 'The request signature we calculated…', 'signature-mismatch'],
  ['InvalidSignatureException', 'The request signature we calculated…', 'signature-mismatch'],
  ['ExpiredToken', 'The security token included in the request is expired', 'token-expired'],
  ['RegionDisabledException', 'STS is not activated in this region', 'region-disabled'],
  ['RequestExpired', 'Request has expired.', 'clock-skew'],
] as const)('%s is told as its own reason', (name, message, reason) => {
  expect(findSigningFault(name, message)).toEqual({ reason })
})

// Wording of AWS, with the times it holds against each other.
it.each([
  [
    'Signature expired: 20261123T101500Z is now earlier than 20261123T102000Z (20261123T102500Z - 5 min.)',
    -10,
  ],
  [
    'Signature not yet current: 20261123T111500Z is still later than 20261123T102000Z (20261123T101500Z + 5 min.)',
    60,
  ],
])('a wrong time is told apart from a wrong signature, and by how much: %s', (message, minutes) => {
  for (const name of ['SignatureDoesNotMatch', 'InvalidSignatureException']) {
    expect(findSigningFault(name, message)).toEqual({ reason: 'clock-skew', skewMinutes: minutes })
  }
})

it.each(['AccessDenied', 'constructor', ''])('%j is none of that', (name) => {
  expect(findSigningFault(name, 'Signature expired: x')).toBe(undefined)
})
