import { z } from './z.ts'

/** Weir's own id of a connection; `sandbox` is the built-in one. */
export const connectionIdSchema = z.string().min(1).max(64).brand('ConnectionId')
export type ConnectionId = z.infer<typeof connectionIdSchema>

/** A queue's URL exactly as the service gave it. The host in it is never connected to (see docs/architecture.md). */
export const queueUrlSchema = z.string().min(1).max(2048).brand('QueueUrl')
export type QueueUrl = z.infer<typeof queueUrlSchema>

export const queueArnSchema = z.string().startsWith('arn:').max(512).brand('QueueArn')
export type QueueArn = z.infer<typeof queueArnSchema>

export const topicArnSchema = z.string().startsWith('arn:').max(512).brand('TopicArn')
export type TopicArn = z.infer<typeof topicArnSchema>

/** A confirmed subscription's ARN; SNS gives none while it is pending. */
export const subscriptionArnSchema = z.string().startsWith('arn:').max(512).brand('SubscriptionArn')
export type SubscriptionArn = z.infer<typeof subscriptionArnSchema>

export const streamArnSchema = z.string().startsWith('arn:').max(2048).brand('StreamArn')
export type StreamArn = z.infer<typeof streamArnSchema>

/** `shardId-000000000003`; unique within its stream. */
export const shardIdSchema = z.string().min(1).max(128).brand('ShardId')
export type ShardId = z.infer<typeof shardIdSchema>

/** Up to 128 bits in decimal: always a string. It orders records within their shard only. */
export const sequenceNumberSchema = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,128})$/)
  .brand('SequenceNumber')
export type SequenceNumber = z.infer<typeof sequenceNumberSchema>

/** SQS's id of a message; stable over receives, new after a redrive. */
export const messageIdSchema = z.string().min(1).max(256).brand('MessageId')
export type MessageId = z.infer<typeof messageIdSchema>

/** A token from a `guarded` refusal, with the name typed by the user where one was asked for. */
export const confirmationSchema = z.object({
  token: z.string().max(64),
  typedName: z.string().max(512).optional(),
})
export type Confirmation = z.infer<typeof confirmationSchema>

/** A moment, in milliseconds since 1970 UTC. */
export const momentMsSchema = z.number().int().min(0)
