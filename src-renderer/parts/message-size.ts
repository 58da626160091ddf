import type { MessageAttribute } from '#contract'

const encoder = new TextEncoder()

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
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
export function messageBytes(body: string, attributes: readonly MessageAttribute[]): number {
  return attributes.reduce((sum, attribute) => sum + attributeBytes(attribute), utf8Bytes(body))
}
