import type { MessageAttribute } from './messages.ts'

/** Counted here: neither the window's encoder nor Node's is known to the contract. Lone halves count as U+FFFD does. */
export function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    if (unit < 0x8_00) bytes += 1
    else if (isPairAt(text, index)) {
      bytes += 2
      index += 1
    } else bytes += 2
  }
  return bytes
}

function isPairAt(text: string, index: number): boolean {
  const high = text.charCodeAt(index)
  const low = text.charCodeAt(index + 1)
  return high >= 0xd8_00 && high <= 0xdb_ff && low >= 0xdc_00 && low <= 0xdf_ff
}

/** Bytes that a base64 text stands for, without decoding it. */
export function base64Bytes(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return Math.max(0, Math.floor(text.length / 4) * 3 - padding)
}

function attributeBytes({ name, dataType, value, encoding }: MessageAttribute): number {
  const valueBytes = encoding === 'base64' ? base64Bytes(value) : utf8Bytes(value)
  return utf8Bytes(name) + utf8Bytes(dataType) + valueBytes
}

/** What SQS counts against the queue's limit: the body, and name, type and value of every attribute. */
export function messageBytes(body: string, attributes: readonly MessageAttribute[] = []): number {
  return attributes.reduce((sum, attribute) => sum + attributeBytes(attribute), utf8Bytes(body))
}
