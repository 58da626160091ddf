import type { AnswerOf, ParsedInput, StreamArn } from '#contract'
import type { SavedPins } from '../connections/saved-pins.ts'
import type { Sessions } from '../connections/sessions.ts'
import { toAppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { resolveStreamAddress } from './stream-address.ts'
import { toStream } from './stream-mapping.ts'
import type { StreamReader } from './stream-reader.ts'

export interface StreamHandlerParts {
  sessions: Sessions
  reader: StreamReader
  saved: SavedPins<StreamArn>
  clock: Clock
}

export interface Cancel {
  signal: AbortSignal
}

function readHandlers({ sessions, reader, clock }: StreamHandlerParts) {
  return {
    'streams.listPage': async (
      { connectionId, token }: ParsedInput<'streams.listPage'>,
      { signal }: Cancel,
    ) => {
      const session = await sessions.open(connectionId, 'kinesis')
      const { streams, nextToken } = await reader.listPage(session, { token, signal })
      return { streams, ...(nextToken === undefined ? {} : { nextToken }) }
    },
    'streams.describe': async (
      { connectionId, streamArn }: ParsedInput<'streams.describe'>,
      { signal }: Cancel,
    ) => reader.describe(await sessions.open(connectionId, 'kinesis'), streamArn, signal),
    'streams.listShards': async (
      { connectionId, streamArn }: ParsedInput<'streams.listShards'>,
      { signal }: Cancel,
    ) => {
      const session = await sessions.open(connectionId, 'kinesis')
      const listed = await reader.listShards(session, streamArn, signal)
      return { ...listed, readAtMs: clock.now() }
    },
  }
}

function pinHandlers({ sessions, reader, saved }: StreamHandlerParts) {
  return {
    'streams.listPinned': ({ connectionId }: ParsedInput<'streams.listPinned'>) => ({
      streams: saved.pins(connectionId).map(toStream),
    }),
    'streams.pin': async (input: ParsedInput<'streams.pin'>): Promise<AnswerOf<'streams.pin'>> => {
      const session = await sessions.open(input.connectionId, 'kinesis')
      const stream = resolveStreamAddress(session, input.address)
      try {
        await reader.describe(session, stream.streamArn)
      } catch (thrown) {
        // Who may not read its summary may still be allowed to read its records.
        if (toAppError(thrown).code !== 'access-denied') throw thrown
      }
      saved.pin(input.connectionId, stream.streamArn)
      return stream
    },
    'streams.unpin': ({ connectionId, streamArn }: ParsedInput<'streams.unpin'>) => {
      saved.unpin(connectionId, streamArn)
      return { streams: saved.pins(connectionId).map(toStream) }
    },
  }
}

/** Operations of streams that read: input to service to answer, nothing more. */
export function streamHandlers(parts: StreamHandlerParts) {
  return { ...readHandlers(parts), ...pinHandlers(parts) }
}
