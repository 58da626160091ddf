import {
  DeregisterStreamConsumerCommand,
  ListStreamConsumersCommand,
  RegisterStreamConsumerCommand,
} from '@aws-sdk/client-kinesis'
import type { Consumer } from '@aws-sdk/client-kinesis'
import { CONSUMERS_CREATING_MAX } from '#contract'
import type { StreamArn, StreamConsumer } from '#contract'
import type { Session } from '../../connections/session.ts'
import { kinesisClient, kinesisFacts, streamParams } from '../kinesis.ts'
import { changeOnce, refuse } from './stream-change.ts'

function toConsumer(consumer: Consumer | undefined): StreamConsumer {
  const { ConsumerName, ConsumerARN, ConsumerStatus, ConsumerCreationTimestamp } = consumer ?? {}
  return {
    name: ConsumerName ?? '',
    consumerArn: ConsumerARN ?? '',
    ...(ConsumerStatus === undefined ? {} : { status: ConsumerStatus }),
    ...(ConsumerCreationTimestamp === undefined
      ? {}
      : { createdAtMs: ConsumerCreationTimestamp.getTime() }),
  }
}

/** All pages; a stream has 20 of them, or 50. */
export async function listConsumers(
  session: Session,
  streamArn: StreamArn,
): Promise<StreamConsumer[]> {
  const client = kinesisClient(session, 'read')
  const consumers: StreamConsumer[] = []
  let NextToken: string | undefined
  do {
    const command = new ListStreamConsumersCommand({ StreamARN: streamArn, NextToken })
    const facts = kinesisFacts('ListStreamConsumers', 'read')
    const page = await session.call(facts, () => client.send(command))
    consumers.push(...(page.Consumers ?? []).map(toConsumer))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  return consumers
}

/** Registers a consumer, once. @throws conflict before anything is asked for that Kinesis would refuse */
export async function registerConsumer(
  session: Session,
  { streamArn, name }: { streamArn: StreamArn; name: string },
): Promise<{ consumer: StreamConsumer; requestId: string | undefined }> {
  const known = await listConsumers(session, streamArn)
  if (known.some((each) => each.name === name)) throw refuse('consumer-exists', { name })
  if (known.filter(({ status }) => status === 'CREATING').length >= CONSUMERS_CREATING_MAX) {
    throw refuse('consumers-creating', { max: CONSUMERS_CREATING_MAX })
  }
  const command = new RegisterStreamConsumerCommand({ StreamARN: streamArn, ConsumerName: name })
  const client = kinesisClient(session, 'change')
  return session.call(kinesisFacts('RegisterStreamConsumer', 'change'), async () => {
    const { Consumer, $metadata } = await client.send(command)
    return { consumer: toConsumer(Consumer), requestId: $metadata.requestId }
  })
}

/** Removes a consumer, once. */
export function deregisterConsumer(
  session: Session,
  { streamArn, consumerArn }: { streamArn: StreamArn; consumerArn: string },
): Promise<string | undefined> {
  const { StreamARN } = streamParams(session, streamArn)
  const command = new DeregisterStreamConsumerCommand({ StreamARN, ConsumerARN: consumerArn })
  return changeOnce(session, 'DeregisterStreamConsumer', (client) => client.send(command))
}
