import { PREVIEW_CHARACTERS } from '#contract'
import type { Message, MessageId, TapMessage } from '#contract'
import { z } from '#contract/z'

/** A tap keeps the newest so many, and so many bytes, whichever is less. */
const maxMessages = 2_000
const maxBytes = 64 * 1024 * 1024
/** What a message takes beside its body: ids, attributes, objects. */
const overheadBytes = 4096

/** What SNS wraps around a message for a subscription without raw delivery ([doc] sns-sqs-as-subscriber). */
const envelopeSchema = z.object({
  Type: z.literal('Notification'),
  Message: z.string(),
  Subject: z.string().nullish(),
  Timestamp: z.string().optional(),
  MessageAttributes: z.record(z.string(), z.object({ Type: z.string() })).optional(),
})

function findEnvelope(body: string): z.infer<typeof envelopeSchema> | undefined {
  try {
    return envelopeSchema.safeParse(JSON.parse(body)).data
  } catch {
    return undefined // a raw message may be any text
  }
}

function previewOf(text: string): string {
  return text.slice(0, PREVIEW_CHARACTERS).toWellFormed()
}

function publishedAt(timestamp: string | undefined): { publishedAtMs?: number } {
  const publishedAtMs = Date.parse(timestamp ?? '')
  return Number.isNaN(publishedAtMs) ? {} : { publishedAtMs }
}

/** The row of a message: of one in an envelope, what is inside. */
export function toTapMessage(
  message: Message,
  { index, receivedAtMs }: Pick<TapMessage, 'index' | 'receivedAtMs'>,
): TapMessage {
  const envelope = findEnvelope(message.body)
  const names = Object.keys(envelope?.MessageAttributes ?? {})
  const own = message.attributes.map(({ name }) => name)
  const group = message.groupId === undefined ? {} : { groupId: message.groupId }
  const damaged = message.damage === undefined ? {} : { damage: message.damage }
  const common = { index, receivedAtMs, messageId: message.messageId, ...group, ...damaged }
  if (envelope === undefined) {
    const sent = message.sentAtMs === undefined ? {} : { publishedAtMs: message.sentAtMs }
    return {
      ...common,
      ...sent,
      preview: message.preview,
      bytes: message.bodyBytes,
      attributeCount: own.length,
      isReplayed: own.includes('Replayed'),
    }
  }
  const { Message: text, Subject, Timestamp } = envelope
  return {
    ...common,
    ...publishedAt(Timestamp),
    ...(Subject ? { subject: previewOf(Subject) } : {}),
    preview: previewOf(text),
    bytes: Buffer.byteLength(text),
    attributeCount: names.length,
    isReplayed: names.includes('Replayed'),
  }
}

interface Kept {
  row: TapMessage
  message: Message
}

/** What a tap brought, the newest of it. Bounded: the oldest go first, and how many is counted. */
export class TapMemory {
  readonly #kept = new Map<MessageId, Kept>()
  #bytes = 0
  #received = 0
  #letGo = 0

  get received(): number {
    return this.#received
  }

  get letGo(): number {
    return this.#letGo
  }

  /** Messages before this one are not kept. */
  get oldestIndex(): number {
    return this.#letGo + 1
  }

  /** A message that comes a second time, since its deletion failed, is the same message. */
  keep(messages: readonly Message[], receivedAtMs: number): void {
    for (const message of messages) {
      if (this.#kept.has(message.messageId)) continue
      this.#received += 1
      const row = toTapMessage(message, { index: this.#received, receivedAtMs })
      this.#kept.set(message.messageId, { row, message })
      this.#bytes += message.bodyBytes + overheadBytes
      this.#shrink()
    }
  }

  find(messageId: MessageId): Message | undefined {
    return this.#kept.get(messageId)?.message
  }

  /** The first `max` of those that came after this one. */
  after(index: number, max: number): TapMessage[] {
    const rows: TapMessage[] = []
    for (const { row } of this.#kept.values()) {
      if (rows.length === max) return rows
      if (row.index > index) rows.push(row)
    }
    return rows
  }

  hasAfter(index: number): boolean {
    return this.#received > index
  }

  #shrink(): void {
    for (const [id, { message }] of this.#kept) {
      const fits = this.#kept.size <= maxMessages && this.#bytes <= maxBytes
      if (fits || this.#kept.size === 1) return
      this.#kept.delete(id)
      this.#bytes -= message.bodyBytes + overheadBytes
      this.#letGo += 1
    }
  }
}
