import type { SchemaRule } from '#contract'
import type { BodySource } from '../codecs/schema-reading.ts'

/** The last part of an ARN, or of a queue's URL or a stream's ARN. */
function nameOf(address: string): string {
  return address.slice(Math.max(address.lastIndexOf('/'), address.lastIndexOf(':')) + 1)
}

/** A queue is known by its URL; people write its ARN, too. The region is in the host's name on AWS alone. */
function addressesOf({ service, address }: BodySource): string[] {
  const [, host = '', account = '', name = ''] =
    service === 'queue' ? (/^https?:\/\/([^/]+)\/(\d+)\/([^/]+)$/.exec(address) ?? []) : []
  const [, region = '*'] = /^sqs\.([a-z\d-]+)\./.exec(host) ?? []
  const arn = name === '' ? [] : [`arn:aws:sqs:${region}:${account}:${name}`]
  return [nameOf(address), address, ...arn]
}

function partsOf(pattern: string): string[] {
  return pattern.split('*')
}

/** Whether the text is the pattern's, in which `*` stands for any characters; in time that grows with their product at most. */
function isLike(text: string, pattern: string): boolean {
  const [first = '', ...rest] = partsOf(pattern)
  const last = rest.pop()
  if (last === undefined) return text === first
  if (text.length < first.length + last.length) return false
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}

/** Where the emulator's URL names no region, the ARN's region is not asked for. */
function isSame(address: string, pattern: string): boolean {
  if (!address.startsWith('arn:aws:sqs:*:')) return isLike(address, pattern)
  return isLike(address, pattern.replace(/^(arn:aws[\w-]*:sqs:)[^:]*:/, 'arn:aws:sqs:*:'))
}

/** Whether a rule is for bodies of the source. */
export function isForSource(
  { service, pattern }: Pick<SchemaRule, 'service' | 'pattern'>,
  source: BodySource,
): boolean {
  if (service !== source.service) return false
  return addressesOf(source).some((address) => isSame(address, pattern))
}
