import { CreateStreamCommand, DeleteStreamCommand } from '@aws-sdk/client-kinesis'
import type { ParsedInput, StreamArn } from '#contract'
import type { Session } from '../../connections/session.ts'
import { streamParams } from '../kinesis.ts'
import { changeOnce } from './stream-change.ts'

type Wanted = Pick<ParsedInput<'streams.create'>, 'name' | 'capacity' | 'tags'>

function capacityOf({ capacity }: Wanted) {
  // A provisioned stream is what every emulator makes; those without modes refuse the word.
  return capacity.mode === 'provisioned'
    ? { ShardCount: capacity.shards }
    : { StreamModeDetails: { StreamMode: 'ON_DEMAND' as const } }
}

/** Creates a stream, once. @throws conflict where the name is taken */
export function createStream(session: Session, wanted: Wanted): Promise<string | undefined> {
  const Tags = Object.fromEntries(wanted.tags.map(({ key, value }) => [key, value]))
  const command = new CreateStreamCommand({
    StreamName: wanted.name,
    ...capacityOf(wanted),
    ...(wanted.tags.length === 0 ? {} : { Tags }),
  })
  return changeOnce(session, 'CreateStream', (client) => client.send(command))
}

/** Deletes a stream with its records, once. Without its consumers Kinesis refuses where it has some. */
export function deleteStream(
  session: Session,
  { streamArn, withConsumers }: { streamArn: StreamArn; withConsumers: boolean },
): Promise<string | undefined> {
  const command = new DeleteStreamCommand({
    ...streamParams(session, streamArn),
    ...(withConsumers ? { EnforceConsumerDeletion: true } : {}),
  })
  return changeOnce(session, 'DeleteStream', (client) => client.send(command))
}
