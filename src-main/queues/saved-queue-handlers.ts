import type { AnswerOf, ParsedInput, QueueUrl } from '#contract'
import type { Session } from '../connections/session.ts'
import type { Sessions } from '../connections/sessions.ts'
import { toAppError } from '../lib/app-error.ts'
import { resolveQueueAddress } from './queue-address.ts'
import { toQueue } from './queue-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import type { SavedQueues } from './saved-queues.ts'

export interface SavedQueueParts {
  sessions: Sessions
  reader: QueueReader
  saved: SavedQueues
}

/** @throws not-found, and whatever else keeps it from being known; not that its attributes may not be read. */
async function assertThere(
  reader: QueueReader,
  session: Session,
  queueUrl: QueueUrl,
): Promise<void> {
  try {
    await reader.describe(session, queueUrl)
  } catch (thrown) {
    // Who may only send, or receive, still wants it in the list.
    if (toAppError(thrown).code !== 'access-denied') throw thrown
  }
}

/** Favourites, and queues added by hand. */
export function savedQueueHandlers({ sessions, reader, saved }: SavedQueueParts) {
  return {
    'favourites.list': ({ connectionId }: ParsedInput<'favourites.list'>) => ({
      queueUrls: [...saved.favourites(connectionId)],
    }),
    'favourites.set': (input: ParsedInput<'favourites.set'>): AnswerOf<'favourites.set'> => {
      saved.setFavourite(input.connectionId, input.queueUrls, input.isFavourite)
      return { queueUrls: [...saved.favourites(input.connectionId)] }
    },
    'pins.list': ({ connectionId }: ParsedInput<'pins.list'>): AnswerOf<'pins.list'> => ({
      queues: saved.pins(connectionId).map(toQueue),
    }),
    'pins.add': async (input: ParsedInput<'pins.add'>): Promise<AnswerOf<'pins.add'>> => {
      const session = await sessions.open(input.connectionId)
      const queueUrl = await resolveQueueAddress(session, input.address)
      await assertThere(reader, session, queueUrl)
      saved.pin(input.connectionId, queueUrl)
      return toQueue(queueUrl)
    },
    'pins.remove': (input: ParsedInput<'pins.remove'>): AnswerOf<'pins.remove'> => {
      saved.unpin(input.connectionId, input.queueUrl)
      return { queues: saved.pins(input.connectionId).map(toQueue) }
    },
  }
}
