import type { IncomingMessage, ServerResponse } from 'node:http'

/** Faults that are an error answer; the emulator never sees the call. */
export type ErrorFault =
  | 'throttle'
  | 'server-error'
  | 'access-denied'
  | 'expired-token'
  | 'no-such-queue'
  | 'no-such-action'
  | 'expired-iterator'
  | 'no-such-resource'

interface ErrorAnswer {
  readonly status: number
  /** The shape name in `__type`, as AWS writes it. */
  readonly shape: string
  /** The name of the query protocol, which SQS repeats in `x-amzn-query-error`. */
  readonly code: string
  readonly message: string
  readonly blame: 'Sender' | 'Receiver'
}

const answers: Readonly<Record<ErrorFault, ErrorAnswer>> = {
  throttle: {
    status: 400,
    shape: 'com.amazonaws.sqs#RequestThrottled',
    code: 'RequestThrottled',
    message: 'Rate exceeded',
    blame: 'Sender',
  },
  'server-error': {
    status: 503,
    shape: 'com.amazon.coral.service#ServiceUnavailableException',
    code: 'ServiceUnavailable',
    message: 'Service is unavailable',
    blame: 'Receiver',
  },
  'access-denied': {
    status: 400,
    shape: 'com.amazon.coral.service#AccessDeniedException',
    code: 'AccessDenied',
    message:
      'User: arn:aws:iam::000000000000:user/weir is not authorized to perform: ' +
      'sqs:{action} on resource: arn:aws:sqs:us-east-1:000000000000:* because no ' +
      'identity-based policy allows the sqs:{action} action',
    blame: 'Sender',
  },
  // What SQS says of a queue that is in another region, too.
  'no-such-queue': {
    status: 400,
    shape: 'com.amazonaws.sqs#QueueDoesNotExist',
    code: 'AWS.SimpleQueueService.NonExistentQueue',
    message: 'The specified queue does not exist.',
    blame: 'Sender',
  },
  'no-such-action': {
    status: 400,
    shape: 'com.amazon.coral.service#UnknownOperationException',
    code: 'InvalidAction',
    message: 'The action {action} is not valid for this endpoint.',
    blame: 'Sender',
  },
  // Kinesis, five minutes after it gave an iterator ([sdk] GetRecords).
  'expired-iterator': {
    status: 400,
    shape: 'ExpiredIteratorException',
    code: 'ExpiredIteratorException',
    message: 'Iterator expired. The iterator was created at time Mon Nov 23 08:00:00 UTC 2026.',
    blame: 'Sender',
  },
  'no-such-resource': {
    status: 400,
    shape: 'ResourceNotFoundException',
    code: 'ResourceNotFoundException',
    message: 'Stream or shard under account 000000000000 not found.',
    blame: 'Sender',
  },
  'expired-token': {
    status: 403,
    shape: 'com.amazon.coral.service#ExpiredTokenException',
    code: 'ExpiredToken',
    message: 'The security token included in the request is expired',
    blame: 'Sender',
  },
}

/** Kinesis names a throttled call otherwise, and SNS otherwise again. */
function throttleFor(request: IncomingMessage): ErrorAnswer {
  const target = String(request.headers['x-amz-target'] ?? '')
  if (target.startsWith('Kinesis_')) {
    const shape = 'ProvisionedThroughputExceededException'
    return { ...answers.throttle, shape, code: shape }
  }
  return target === '' ? { ...answers.throttle, code: 'Throttling' } : answers.throttle
}

function xmlOf({ blame, code }: ErrorAnswer, message: string): string {
  return (
    `<ErrorResponse><Error><Type>${blame}</Type><Code>${code}</Code>` +
    `<Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  )
}

const requestId = '00000000-0000-4000-8000-00000000fa17'

/** Answers as AWS would: JSON for SQS and Kinesis, XML for the query protocol of SNS and STS. */
export function answerError(
  call: { request: IncomingMessage; response: ServerResponse; action: string },
  fault: ErrorFault,
): void {
  const answer = fault === 'throttle' ? throttleFor(call.request) : answers[fault]
  const message = answer.message.replaceAll('{action}', call.action.toLowerCase())
  const headers = { 'x-amzn-requestid': requestId }
  if (call.request.headers['x-amz-target'] === undefined) {
    call.response.writeHead(answer.status, { ...headers, 'content-type': 'text/xml' })
    call.response.end(xmlOf(answer, message))
    return
  }
  call.response.writeHead(answer.status, {
    ...headers,
    'content-type': call.request.headers['content-type'] ?? 'application/x-amz-json-1.0',
    'x-amzn-errortype': answer.shape,
    'x-amzn-query-error': `${answer.code};${answer.blame}`,
  })
  call.response.end(JSON.stringify({ __type: answer.shape, message }))
}
