import type { Message as SqsMessage, MessageAttributeValue } from '@aws-sdk/client-sqs'
import type { ListedMessage, ListingSource } from '#contract'
import { z } from '#contract/z'

/** A message as an emulator lists it, in the shape of a receive. */
export interface Listed {
  received: SqsMessage
  state: ListedMessage['state']
  untilMs: number | undefined
}

/** Where a source is asked, and what it makes of an answer; undefined when the answer is not one of its own. */
export interface ListingWay {
  source: ListingSource
  path(queue: { name: string; queueUrl: string; region: string }): string
  read(answer: unknown): Listed[] | undefined
}

export const listedAttributeSchema = z.object({
  DataType: z.string().optional(),
  StringValue: z.string().nullish(),
  BinaryValue: z.string().nullish(),
})
export const listedAttributesSchema = z.record(z.string(), listedAttributeSchema)

export function toAttributes(listed: z.infer<typeof listedAttributesSchema>) {
  const entries = Object.entries(listed).map(([name, value]): [string, MessageAttributeValue] => [
    name,
    {
      DataType: value.DataType,
      StringValue: value.StringValue ?? undefined,
      ...(typeof value.BinaryValue === 'string'
        ? { BinaryValue: Buffer.from(value.BinaryValue, 'base64') }
        : {}),
    },
  ])
  return Object.fromEntries(entries)
}

/** Only what is there: an attribute that SQS would not give is not given. */
export function toSystem(values: Record<string, string | number | null | undefined>) {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)] as const],
  )
  return Object.fromEntries(entries)
}
