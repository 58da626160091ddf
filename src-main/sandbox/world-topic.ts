import { PublishCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'

export interface Announcement {
  readonly body: string
  readonly attributes?: Readonly<Record<string, string | number>>
  /** On a FIFO topic only. */
  readonly groupId?: string
}

/** A topic as the world's small services see it. */
export interface WorldTopic {
  publish(announcement: Announcement): Promise<void>
}

function attributeOf(value: string | number) {
  return typeof value === 'number'
    ? { DataType: 'Number', StringValue: String(value) }
    : { DataType: 'String', StringValue: value }
}

export function openWorldTopic(client: SNSClient, TopicArn: string): WorldTopic {
  return {
    async publish({ body, attributes = {}, groupId }) {
      const entries = Object.entries(attributes).map(
        ([name, value]) => [name, attributeOf(value)] as const,
      )
      await client.send(
        new PublishCommand({
          TopicArn,
          Message: body,
          MessageAttributes: Object.fromEntries(entries),
          ...(groupId !== undefined && { MessageGroupId: groupId }),
        }),
      )
    },
  }
}
