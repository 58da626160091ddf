import { TRACE_ATTRIBUTE, TRACE_ATTRIBUTES_MAX } from '#contract'
import type { Announcement, FilteredMessage, Message, MessageId, Trace } from '#contract'
import { z } from '#contract/z'

const envelopeSchema = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Value: z.string() })).optional(),
})

/** The message with its mark, where it has room for one; on a FIFO topic with ids, so that it is not taken for another. */
export function markAnnouncement(
  announcement: Announcement,
  { mark, isFifo }: { mark: string; isFifo: boolean },
): { announcement: Announcement; mark?: string } {
  const { attributes = [], groupId = mark, deduplicationId = mark } = announcement
  const ids = isFifo ? { groupId, deduplicationId } : {}
  const others = attributes.filter(({ name }) => name !== TRACE_ATTRIBUTE)
  if (others.length >= TRACE_ATTRIBUTES_MAX) return { announcement: { ...announcement, ...ids } }
  const own = { name: TRACE_ATTRIBUTE, dataType: 'String', value: mark, encoding: 'text' as const }
  return { announcement: { ...announcement, ...ids, attributes: [...others, own] }, mark }
}

/** What filters see of it. */
export function toFiltered({ body, attributes = [] }: Announcement): FilteredMessage {
  const seen = attributes.map(({ name, dataType, value }) => ({ name, type: dataType, value }))
  return { body, attributes: seen }
}

function findEnvelope(body: string): z.infer<typeof envelopeSchema> | undefined {
  try {
    return envelopeSchema.safeParse(JSON.parse(body)).data
  } catch {
    return undefined // no JSON: a message of somebody else, or a raw one
  }
}

export interface Sought {
  mark: Trace['mark']
  snsMessageId: MessageId | undefined
}

/** How the traced message arrived, where this is it: by its mark, or in an envelope by the id that SNS gave it. */
export function findArrivedAs(
  { body, attributes }: Message,
  { mark, snsMessageId }: Sought,
): 'envelope' | 'raw' | undefined {
  const isMarked = (value: string | undefined): boolean => mark !== undefined && value === mark
  const own = attributes.find(({ name }) => name === TRACE_ATTRIBUTE)
  if (isMarked(own?.value)) return 'raw'
  // Parsing ten bodies of a megabyte takes a while: only what can be it is parsed.
  const names = [mark, snsMessageId].filter((each) => each !== undefined)
  if (!names.some((each) => body.includes(each))) return undefined
  const envelope = findEnvelope(body)
  if (envelope === undefined) return undefined
  const { MessageAttributes = {}, MessageId } = envelope
  const isOurs = isMarked(MessageAttributes[TRACE_ATTRIBUTE]?.Value) || MessageId === snsMessageId
  return isOurs ? 'envelope' : undefined
}
