import type { ErrorValue, ParsedInput, StreamArn } from '#contract'
import type { Sessions } from '../../connections/sessions.ts'
import { withId } from '../../lib/request-id.ts'
import type { StreamReader } from '../stream-reader.ts'
import { deregisterConsumer, listConsumers, registerConsumer } from './consumers.ts'
import { mergeShards, setMode, setShardCount, splitShard } from './resharding.ts'
import { lengthenRetention, shortenRetention } from './retention.ts'
import type { ChangeParts } from './stream-change.ts'
import { createStream, deleteStream } from './stream-maker.ts'
import { changeStreamTags, listStreamTags } from './stream-tags.ts'

export interface CallNotes {
  note(facts: { requestId?: string | undefined; outcome?: 'partly' | 'uncertain' }): void
}

export interface ManageParts {
  sessions: Sessions
  reader: StreamReader
}

interface OfStream {
  connectionId: ParsedInput<'streams.delete'>['connectionId']
  streamArn: StreamArn
}

/** How the journal sees several steps of which the first were done. */
function outcomeOf(failure: ErrorValue | undefined) {
  if (failure === undefined) return {}
  return { outcome: failure.effectUnknown ? ('uncertain' as const) : ('partly' as const) }
}

/** Tells the journal, and leaves out what there is not. */
function told<T extends { requestId: string | undefined; failure?: ErrorValue }>(
  { requestId, ...answer }: T,
  { note }: CallNotes,
) {
  note({ requestId, ...outcomeOf(answer.failure) })
  return { ...answer, ...withId(requestId) }
}

/** A change of one stream whose answer says nothing but that it was taken. */
function changing<Input extends OfStream>(
  { sessions, reader }: ManageParts,
  change: (parts: ChangeParts, input: Input) => Promise<string | undefined>,
) {
  return async (input: Input, notes: CallNotes) => {
    const session = await sessions.open(input.connectionId, 'kinesis')
    const requestId = await change({ session, reader, streamArn: input.streamArn }, input)
    return told({ requestId }, notes)
  }
}

function shardHandlers(parts: ManageParts) {
  return {
    'streams.splitShard': changing<ParsedInput<'streams.splitShard'>>(parts, splitShard),
    'streams.mergeShards': changing<ParsedInput<'streams.mergeShards'>>(parts, mergeShards),
    'streams.setShardCount': changing<ParsedInput<'streams.setShardCount'>>(
      parts,
      (stream, { count }) => setShardCount(stream, count),
    ),
    'streams.setMode': changing<ParsedInput<'streams.setMode'>>(parts, (stream, { mode }) =>
      setMode(stream, mode),
    ),
    'streams.lengthenRetention': changing<ParsedInput<'streams.lengthenRetention'>>(
      parts,
      lengthenRetention,
    ),
    'streams.shortenRetention': changing<ParsedInput<'streams.shortenRetention'>>(
      parts,
      shortenRetention,
    ),
  }
}

function consumerHandlers(parts: ManageParts) {
  const { sessions } = parts
  return {
    'streams.listConsumers': async (input: ParsedInput<'streams.listConsumers'>) => ({
      consumers: await listConsumers(
        await sessions.open(input.connectionId, 'kinesis'),
        input.streamArn,
      ),
    }),
    'streams.registerConsumer': async (
      input: ParsedInput<'streams.registerConsumer'>,
      notes: CallNotes,
    ) =>
      told(
        await registerConsumer(await sessions.open(input.connectionId, 'kinesis'), input),
        notes,
      ),
    'streams.deregisterConsumer': changing<ParsedInput<'streams.deregisterConsumer'>>(
      parts,
      ({ session }, input) => deregisterConsumer(session, input),
    ),
  }
}

/** Operations that make, change and remove streams: input to service to answer, nothing more. */
export function manageHandlers(parts: ManageParts) {
  const { sessions } = parts
  return {
    'streams.create': async (input: ParsedInput<'streams.create'>, notes: CallNotes) => {
      const session = await sessions.open(input.connectionId, 'kinesis')
      return told({ requestId: await createStream(session, input) }, notes)
    },
    'streams.delete': changing<ParsedInput<'streams.delete'>>(parts, ({ session }, input) =>
      deleteStream(session, input),
    ),
    'streams.listTags': async (input: ParsedInput<'streams.listTags'>) => ({
      tags: await listStreamTags(
        await sessions.open(input.connectionId, 'kinesis'),
        input.streamArn,
      ),
    }),
    'streams.setTags': async (input: ParsedInput<'streams.setTags'>, notes: CallNotes) =>
      told(
        await changeStreamTags(await sessions.open(input.connectionId, 'kinesis'), input),
        notes,
      ),
    ...shardHandlers(parts),
    ...consumerHandlers(parts),
  }
}
