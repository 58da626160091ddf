import { topicArnSchema } from '#contract'
import type { TopicArn } from '#contract'

const ownerTag = 'weir:owner'
const expiresTag = 'weir:expires'
const topicTag = 'weir:topic'
/** What AWS takes in the value of a tag ([sdk] TagQueue): letters, digits, spaces and these. */
const notInTags = /[^\p{L}\p{N}\s_.:/=+\-@]/gu
const valueCharacters = 256

/** What says of a tap's queue whose it is, until when it is needed, and what it listens to. */
export interface TapTags {
  owner: string
  expiresAtMs: number
  topicArn: TopicArn | undefined
}

export function toTags({ owner, expiresAtMs, topicArn }: TapTags): Record<string, string> {
  return {
    [ownerTag]: owner.replace(notInTags, '-').slice(0, valueCharacters),
    [expiresTag]: new Date(expiresAtMs).toISOString(),
    ...(topicArn === undefined || topicArn.length > valueCharacters
      ? {}
      : { [topicTag]: topicArn }),
  }
}

/** Undefined when these are not the tags of a tap: such a queue is left alone, whatever it is called. */
export function findTapTags(tags: Readonly<Record<string, string>>): TapTags | undefined {
  const owner = tags[ownerTag]
  const expiresAtMs = Date.parse(tags[expiresTag] ?? '')
  if (owner === undefined || Number.isNaN(expiresAtMs)) return undefined
  return { owner, expiresAtMs, topicArn: topicArnSchema.safeParse(tags[topicTag]).data }
}
