import type { DecoderStep, Envelope } from '#contract'
import { z } from '#contract/z'
import { findMember } from './json-tokens.ts'

/** What an envelope is: what it says of itself, and the text inside where it wraps one. */
export interface Opened {
  facts: Envelope['facts']
  inner?: string
}

type Open = (document: unknown, text: string) => Opened | undefined

function facts(values: Record<string, string | number | undefined>): Envelope['facts'] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: String(value) }],
  )
}

/** What SNS sends to SQS and HTTP without raw delivery ([doc] sns-sqs-as-subscriber, "message format"). */
const snsSchema = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string(),
  TopicArn: z.string().startsWith('arn:'),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.string(),
  SequenceNumber: z.string().optional(),
  MessageAttributes: z
    .record(z.string(), z.object({ Type: z.string(), Value: z.string() }))
    .optional(),
})

const openSns: Open = (document) => {
  const { data } = snsSchema.safeParse(document)
  if (data === undefined) return undefined
  const { Message: inner, MessageAttributes = {}, Subject, ...rest } = data
  const attributes = Object.entries(MessageAttributes).map(([name, { Type, Value }]) => ({
    name: `MessageAttributes.${name} (${Type})`,
    value: Value,
  }))
  return { facts: [...facts({ ...rest, Subject: Subject ?? undefined }), ...attributes], inner }
}

/** [doc] EventBridge "events structure": these members are always there. */
const eventBridgeSchema = z.object({
  version: z.string(),
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.unknown(),
})

const openEventBridge: Open = (document, text) => {
  const { data } = eventBridgeSchema.safeParse(document)
  const inner = data === undefined ? undefined : findMember(text, 'detail')
  if (data === undefined || inner === undefined) return undefined
  const { detail: _detail, resources, ...rest } = data
  const listed = resources.length === 0 ? undefined : resources.join(', ')
  return { facts: facts({ ...rest, resources: listed }), inner }
}

/** [doc] CloudWatch Logs "subscription filters": the data of a subscription, once unpacked. */
const cloudWatchSchema = z.object({
  messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
  owner: z.string(),
  logGroup: z.string(),
  logStream: z.string(),
  logEvents: z.array(z.object({ timestamp: z.number(), message: z.string() })),
})

const openCloudWatch: Open = (document) => {
  const { data } = cloudWatchSchema.safeParse(document)
  if (data === undefined) return undefined
  const { logEvents, ...rest } = data
  return { facts: facts({ ...rest, logEvents: logEvents.length }) }
}

/** [doc] S3 "event message structure". Keys are URL-encoded, with `+` for a space. */
const s3EventSchema = z.object({
  Records: z
    .array(
      z.object({
        eventSource: z.literal('aws:s3'),
        eventName: z.string(),
        eventTime: z.string().optional(),
        s3: z.object({
          bucket: z.object({ name: z.string() }),
          object: z.object({ key: z.string(), size: z.number().optional() }),
        }),
      }),
    )
    .min(1),
})
/** More than these are counted, not listed: S3 sends one, others may send hundreds. */
const recordsShown = 10

function plainKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return key // not encoded as S3 does it, so it is shown as it came
  }
}

const openS3Event: Open = (document) => {
  const { data } = s3EventSchema.safeParse(document)
  if (data === undefined) return undefined
  const records = data.Records.slice(0, recordsShown).flatMap(({ eventName, eventTime, s3 }) =>
    facts({
      eventName,
      eventTime,
      'bucket.name': s3.bucket.name,
      'object.key': plainKey(s3.object.key),
      'object.size': s3.object.size,
    }),
  )
  return { facts: [...records, ...facts({ Records: data.Records.length })] }
}

/** What the SQS extended client library puts in place of a body that it keeps in S3 (see domain facts D1). */
const s3PointerSchema = z.tuple([
  z.enum([
    'software.amazon.payloadoffloading.PayloadS3Pointer',
    'com.amazon.sqs.javamessaging.MessageS3Pointer',
  ]),
  z.object({ s3BucketName: z.string(), s3Key: z.string() }),
])

const openS3Pointer: Open = (document) => {
  const { data } = s3PointerSchema.safeParse(document)
  return data === undefined ? undefined : { facts: facts(data[1]) }
}

/** Each by its whole shape: a member that happens to be called `detail` makes no event. */
export const envelopes = {
  sns: openSns,
  eventbridge: openEventBridge,
  'cloudwatch-logs': openCloudWatch,
  's3-event': openS3Event,
  's3-pointer': openS3Pointer,
} satisfies Partial<Record<DecoderStep, Open>>
