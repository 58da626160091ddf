import {
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  RequestThrottled,
  SQSServiceException,
} from '@aws-sdk/client-sqs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes, errorValueSchema } from '#contract'
import { z } from '#contract/z'
import { AppError, errorValue } from './app-error.ts'
import { commonErrors, fromAwsError, plainErrorName } from './aws-errors.ts'
import { isMissingAction } from './aws-errors.ts'
import type { CallFacts } from './aws-errors.ts'
import { markNeverSent } from './never-sent.ts'

const change: CallFacts = {
  action: 'SendMessage',
  iamAction: 'sqs:SendMessage',
  endpoint: 'http://127.0.0.1:4566',
  changes: true,
  table: { QueueDoesNotExist: { code: 'not-found' }, ReceiptHandleIsInvalid: { code: 'conflict' } },
}
const read: CallFacts = { ...change, action: 'ListQueues', changes: false }

/** An answer as the SDK throws it when the service has no class for its name. */
function answered(name: string, httpStatusCode: number): SQSServiceException {
  return new SQSServiceException({
    name,
    message: 'said so',
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode, requestId: 'r-1' },
  })
}

/** As Node throws it, and as the SDK's HTTP handler renames some of them. */
function network(code: string, name = 'Error'): Error {
  return Object.assign(new Error(`connect ${code} 127.0.0.1:4566`), { code, name })
}

/** Any UTF-16 unit, halves of characters among them. */
const anyUnit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code))

describe('an error name', () => {
  it.each([
    ['AWS.SimpleQueueService.NonExistentQueue', 'NonExistentQueue'],
    ['com.amazonaws.sqs#QueueDoesNotExist', 'QueueDoesNotExist'],
    ['KMS.AccessDeniedException', 'AccessDeniedException'],
    ['OverLimit', 'OverLimit'],
    ['', ''],
  ])('%j loses its prefix', (name, plain) => {
    expect(plainErrorName(name)).toBe(plain)
  })
})

describe('an answer with an error', () => {
  const $metadata = { httpStatusCode: 400, requestId: 'r-1' }

  it('of a class of the SDK finds its row in the table of the service', () => {
    const thrown = new QueueDoesNotExist({ message: 'no such queue', $metadata })
    const error = fromAwsError(thrown, change)
    expect(error).toMatchObject({ code: 'not-found', requestId: 'r-1', cause: thrown })
    expect(error.params).toEqual({
      action: 'sqs:SendMessage',
      endpoint: 'http://127.0.0.1:4566',
      message: 'no such queue',
      name: 'QueueDoesNotExist',
    })
  })

  it.each(Object.entries(commonErrors))('%s means %o to every service', (name, rule) => {
    const { code, retryable } = fromAwsError(answered(name, 400), change)
    expect({ code, retryable }).toEqual({ retryable: false, ...rule })
  })

  it('is found under its prefixed name too', () => {
    const error = fromAwsError(
      answered('AWS.SimpleQueueService.ReceiptHandleIsInvalid', 400),
      change,
    )
    expect(error).toMatchObject({ code: 'conflict', params: { name: 'ReceiptHandleIsInvalid' } })
  })

  it('takes the row of the service before the one that all share', () => {
    const table = { AccessDenied: { code: 'conflict' as const } }
    expect(fromAwsError(answered('AccessDenied', 403), { ...change, table }).code).toBe('conflict')
  })

  it('is unexpected when no table knows it, and not retryable unless the service failed', () => {
    const refused = fromAwsError(answered('Novelty', 400), change)
    expect(refused).toMatchObject({ code: 'unexpected', retryable: false, effectUnknown: false })
    const failed = fromAwsError(answered('Novelty', 502), change)
    expect(failed).toMatchObject({ code: 'unexpected', retryable: true, effectUnknown: true })
  })

  it('sends at most 500 characters of what the other end says', () => {
    const long = answered('Novelty', 400)
    long.message = 'x'.repeat(100_000)
    expect(String(fromAwsError(long, change).params['message'])).toHaveLength(500)
  })

  it('has a code of the contract whatever the other end calls it', () => {
    const names = fc.oneof(
      fc.string({ unit: anyUnit }),
      fc.constantFrom('constructor', 'toString', '__proto__', 'x#hasOwnProperty', 'a.valueOf'),
    )
    fc.assert(
      fc.property(names, fc.integer({ min: 100, max: 599 }), (name, status) => {
        const error = fromAwsError(answered(name, status), change)
        expect(errorCodes).toContain(error.code)
        expect(errorValueSchema.safeParse(errorValue(error)).success).toBe(true)
      }),
    )
  })
})

/** In the words of `@smithy/node-http-handler`'s set-connection-timeout.js. */
const neverEstablished = Object.assign(
  new Error(
    '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 3000 ms.',
  ),
  { name: 'TimeoutError' },
)

/** The call was answered with 200 and the answer could not be read. */
function answeredBadly(error: Error): Error {
  return Object.assign(error, { $metadata: { httpStatusCode: 200, requestId: 'r-2' } })
}

function connecting(code: string): Error {
  return Object.assign(network(code), { syscall: 'connect' })
}

function marked(error: Error): Error {
  markNeverSent(error)
  return error
}

function markedAs(code: string, name?: string): Error {
  return marked(network(code, name))
}

describe('an answer that came damaged', () => {
  it.each([
    ['checksum', new Error('InvalidChecksumError')],
    ['checksum', new Error('Invalid MD5 checksum on messages: a, b')],
    ['cut', answeredBadly(network('ECONNRESET'))],
    ['unreadable', answeredBadly(new SyntaxError('no JSON'))],
    ['unreadable', z.string().safeParse(undefined).error],
  ])('says how: %s', (damage, thrown) => {
    const error = fromAwsError(thrown, change)
    expect(error).toMatchObject({ code: 'answer-damaged', params: { damage } })
    expect(fromAwsError(thrown, read).effectUnknown).toBe(false)
  })

  it('is told without the hint of the SDK for programmers', () => {
    const hint = '  Deserialization error: to see the raw response, inspect the hidden field'
    const error = fromAwsError(answeredBadly(new SyntaxError(`no JSON\n${hint}`)), change)
    expect(error.params['message']).toBe('no JSON')
    expect(error.requestId).toBe('r-2')
  })
})

describe('whether a change happened', () => {
  it.each([
    ['refused with 400', answered('InvalidParameterValue', 400), false],
    [
      'refused with 403',
      new RequestThrottled({ message: '', $metadata: { httpStatusCode: 403 } }),
      false,
    ],
    [
      'refused with its own class',
      new ReceiptHandleIsInvalid({ message: '', $metadata: { httpStatusCode: 400 } }),
      false,
    ],
    ['answered with a known 5xx', answered('InternalError', 500), true],
    ['answered with 503', answered('ServiceUnavailable', 503), true],
    ['answered with an unknown 5xx', answered('Novelty', 504), true],
    ['answered with 200 and garbage', answeredBadly(new SyntaxError('no JSON')), true],
    ['answered with the checksum of something else', new Error('InvalidChecksumError'), true],
    ['answered, and cut', answeredBadly(network('ECONNRESET')), true],
    ['never connected: refused', network('ECONNREFUSED'), false],
    ['never connected: no such host', network('ENOTFOUND'), false],
    ['never connected: resolver busy', network('EAI_AGAIN'), false],
    ['never connected: no way to the host', network('EHOSTUNREACH'), false],
    ['never connected: no network', network('ENETUNREACH'), false],
    ['never agreed on TLS', network('DEPTH_ZERO_SELF_SIGNED_CERT'), false],
    ['never connected in time', neverEstablished, false],
    ['never connected in time, by the system', connecting('ETIMEDOUT'), false],
    ['reset while connecting', connecting('ECONNRESET'), false],
    ['no address of several connected', markedAs('ETIMEDOUT', 'AggregateError'), false],
    ['broke off while TLS was agreed on', markedAs('ECONNRESET', 'TimeoutError'), false],
    ['spoke no TLS', markedAs('EPROTO'), false],
    ['broke the protocol, nobody knows when', network('EPROTO'), true],
    ['could not be signed', marked(new TypeError('x is not a function')), false],
    ['reset after connecting', network('ECONNRESET'), true],
    ['reset, as the SDK renames it', network('ECONNRESET', 'TimeoutError'), true],
    ['closed while writing', network('EPIPE', 'TimeoutError'), true],
    ['no answer in time', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), true],
    ['no answer in time, by the socket', network('ETIMEDOUT', 'TimeoutError'), true],
    [
      'no credentials to sign with',
      Object.assign(new Error('none'), { name: 'CredentialsProviderError' }),
      false,
    ],
    ['something nobody foresaw', new TypeError('x is not a function'), true],
    ['not even an error', 'a word', true],
  ])('%s: effectUnknown is told', (_how, thrown, effectUnknown) => {
    expect(fromAwsError(thrown, change).effectUnknown).toBe(effectUnknown)
  })

  it('is no question for a read', () => {
    expect(fromAwsError(network('ECONNRESET'), read).effectUnknown).toBe(false)
    expect(fromAwsError(answered('InternalError', 500), read).effectUnknown).toBe(false)
  })
})

describe('a network failure', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ECONNRESET',
    'EPIPE',
  ])('%s is an endpoint that was not reached, and worth another try', (code) => {
    expect(fromAwsError(network(code), read)).toMatchObject({
      code: 'endpoint-unreachable',
      retryable: true,
    })
  })

  it.each([
    ['refused', network('ECONNREFUSED')],
    ['dns', network('ENOTFOUND')],
    ['dns', network('EAI_AGAIN')],
    ['no-route', network('ENETUNREACH')],
    ['tls', network('CERT_HAS_EXPIRED')],
    ['tls', network('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['connect-timeout', neverEstablished],
    ['connect-timeout', connecting('ETIMEDOUT')],
    ['no-route', connecting('EADDRNOTAVAIL')],
    ['no-tls', markedAs('EPROTO')],
    ['no-tls', network('ERR_SSL_WRONG_VERSION_NUMBER')],
    [undefined, network('ECONNRESET')],
  ])('says why nothing was reached: %s', (reason, thrown) => {
    const error = fromAwsError(thrown, read)
    expect(error.code).toBe('endpoint-unreachable')
    expect(error.params['reason']).toBe(reason)
  })

  it('is found in the cause of what was thrown', () => {
    const fetchFailed = new TypeError('fetch failed', { cause: network('ECONNREFUSED') })
    expect(fromAwsError(fetchFailed, change)).toMatchObject({
      code: 'endpoint-unreachable',
      effectUnknown: false,
    })
  })

  it('of every address of a name is one failure', () => {
    // net.connect throws this when it has tried ::1 and 127.0.0.1 and both refused.
    const both = Object.assign(new AggregateError([network('ECONNREFUSED')], ''), {
      code: 'ECONNREFUSED',
    })
    expect(fromAwsError(both, change).code).toBe('endpoint-unreachable')
  })

  it('that took too long has timed out', () => {
    expect(fromAwsError(network('ETIMEDOUT', 'TimeoutError'), read)).toMatchObject({
      code: 'timed-out',
      retryable: true,
    })
  })

  it('is found although the causes go round in a circle', () => {
    const one = new Error('one')
    one.cause = new Error('two', { cause: one })
    expect(fromAwsError(one, read).code).toBe('unexpected')
  })
})

it('lets an AppError through as it is', () => {
  const error = new AppError('endpoint-unreachable', 'the sandbox is not running')
  expect(fromAwsError(error, change)).toBe(error)
})

it.each([
  ['sns:ListTopics', 'UnsupportedOperation', true],
  // SQS says the same of a queue that does not fit.
  ['sqs:StartMessageMoveTask', 'UnsupportedOperation', false],
  ['sqs:StartMessageMoveTask', 'InvalidAction', true],
  ['sns:ListTopics', 'AccessDenied', false],
])('%s answered by %s is an action that is missing: %s', (action, name, isMissing) => {
  const error = new AppError('invalid-input', 'no', { params: { action, name } })
  expect(isMissingAction(error)).toBe(isMissing)
})

it.each([
  [400, 'invalid-input', false, true],
  [500, 'unexpected', true, false],
  [502, 'unexpected', true, false],
])(
  'an answer of %i without a name is %s (worth another try: %s), an action that is missing: %s',
  (httpStatusCode, code, retryable, isMissing) => {
    const error = fromAwsError(answered('Unknown', httpStatusCode), read)
    expect(error).toMatchObject({ code, retryable })
    expect(isMissingAction(error)).toBe(isMissing)
  },
)

it('an answer of 404 that is not in the words of the service is a service that is missing', () => {
  const thrown = Object.assign(new SyntaxError('Unexpected token <'), {
    $metadata: { httpStatusCode: 404 },
  })
  const error = fromAwsError(thrown, read)
  expect([error.code, isMissingAction(error)]).toEqual(['invalid-input', true])
})
