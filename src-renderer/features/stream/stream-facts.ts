import type { Connection, StreamArn, StreamDetail } from '#contract'

/** What the page knows of its stream. Without `detail` (not read yet, or denied) it goes by the ARN. */
export interface StreamFacts {
  connection: Connection
  streamArn: StreamArn
  name: string
  detail: StreamDetail | undefined
  /** Kinesis says that it does not exist (any more). */
  isGone: boolean
}

export function streamNameOf(streamArn: string): string {
  return streamArn.split(':stream/')[1] ?? streamArn
}
