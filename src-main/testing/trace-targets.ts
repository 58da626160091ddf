import { messageSchema, topicArnSchema, traceQueueSchema, traceTargetSchema } from '#contract'
import type { Message, TraceQueue, TraceTarget } from '#contract'
import { Session } from '../connections/session.ts'
import { DisposableStore } from '../lib/disposables.ts'

export const tracedTopic = topicArnSchema.parse('arn:aws:sns:us-east-1:000000000000:orders')

export const arnOfQueue = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`

export function traceQueue(change: object = {}): TraceQueue {
  return traceQueueSchema.parse({
    ...{ queueUrl: 'http://127.0.0.1:4566/000000000000/billing', visible: 0, inFlight: 0 },
    ...{ delaySeconds: 0, isFifo: false, hasKmsKey: false, requests: 2, costs: [] },
    ...change,
  })
}

/** A confirmed subscription of a queue that admits the topic, without a filter. */
export function traceTarget(change: object = {}): TraceTarget {
  return traceTargetSchema.parse({
    ...{ id: 'a', state: 'confirmed', protocol: 'sqs', endpoint: arnOfQueue('billing') },
    ...{ isRaw: false, filterPolicy: '', filterScope: 'MessageAttributes', admission: 'admits' },
    queue: traceQueue(),
    ...change,
  })
}

export function seenMessage(change: object = {}): Message {
  return messageSchema.parse({
    ...{ messageId: 'theirs', preview: 'x', body: 'x', bodyBytes: 1, receiveCount: 1 },
    ...{ attributeCount: 0, atReceiveLimit: false, attributes: [], systemAttributes: [] },
    ...change,
  })
}

/** No session of any account: what is asked of it never leaves the test. */
export function idleSession(): Session {
  const session: unknown = Object.create(Session.prototype)
  if (!(session instanceof Session)) throw new Error('made of another class')
  Object.assign(session, {
    connection: { id: 'c', name: 'C', region: 'us-east-1', target: { kind: 'sandbox' } },
    disposables: new DisposableStore(),
  })
  return session
}
