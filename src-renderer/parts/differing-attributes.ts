import type { Message } from '#contract'

/** One thing that two messages do not have alike; absent where one has none of it. */
export interface AttributeDifference {
  name: string
  before: string | undefined
  after: string | undefined
  /** Both are moments, in milliseconds as SQS writes them. */
  areMoments?: true
}

const moments: ReadonlySet<string> = new Set(['SentTimestamp', 'ApproximateFirstReceiveTimestamp'])

/** The kind is part of the value: `1` as a String is not `1` as a Number. */
function valuesOf({ attributes, systemAttributes }: Message): Map<string, string> {
  const own = attributes.map(({ name, dataType, value }): [string, string] => [
    name,
    `${dataType}: ${value}`,
  ])
  // A message may have an attribute called as SQS calls one of its own.
  const system = systemAttributes.map(({ name, value }): [string, string] => [
    own.some(([other]) => other === name) ? `${name} (SQS)` : name,
    value,
  ])
  return new Map([...own, ...system])
}

/** A sender's own attribute of such a name has its type before its value, so it reads as it is. */
function isMoment(name: string): boolean {
  return moments.has(name.replace(/ \(SQS\)$/, ''))
}

/** What the attributes of two messages differ in, the senders' own first. */
export function differingAttributes(before: Message, after: Message): AttributeDifference[] {
  const [old, now] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({
      name,
      before: old.get(name),
      after: now.get(name),
      ...(isMoment(name) ? { areMoments: true as const } : {}),
    }))
    .filter((each) => each.before !== each.after)
}
