import type { Connection, TopicArn, TopicDetail, TopicType } from '#contract'

/** What SNS takes where a topic's own limit could not be read: its default. */
const MAXIMUM_MESSAGE_BYTES = 262_144

/** What the page knows of its topic. Without `detail` (not read yet, or denied) it goes by the ARN. */
export interface TopicFacts {
  connection: Connection
  topicArn: TopicArn
  name: string
  type: TopicType
  maximumMessageBytes: number
  detail: TopicDetail | undefined
  /** SNS says that it does not exist (any more). */
  isGone: boolean
}

export function topicFacts({
  connection,
  topicArn,
  detail,
  isGone,
}: Pick<TopicFacts, 'connection' | 'topicArn' | 'detail' | 'isGone'>): TopicFacts {
  const name = topicArn.split(':')[5] ?? topicArn
  return {
    connection,
    topicArn,
    name,
    detail,
    isGone,
    type: name.endsWith('.fifo') ? 'fifo' : 'standard',
    maximumMessageBytes: detail?.maximumMessageBytes ?? MAXIMUM_MESSAGE_BYTES,
  }
}
