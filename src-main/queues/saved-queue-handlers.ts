import type { AnswerOf, ParsedInput } from '#contract'
import type { Sessions } from '../connections/sessions.ts'
import { resolveQueueAddress } from './queue-address.ts'
import { toQueue } from './queue-mapping.ts'
import type { QueueReader } from './queue-reader.ts'
import type { SavedQueues } from './saved-queues.ts'

export interface SavedQueueParts {
  sessions: Sessions
  reader: QueueReader
  saved: SavedQueues
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
      await reader.describe(session, queueUrl)
      saved.pin(input.connectionId, queueUrl)
      return toQueue(queueUrl)
    },
    'pins.remove': (input: ParsedInput<'pins.remove'>): AnswerOf<'pins.remove'> => {
      saved.unpin(input.connectionId, input.queueUrl)
      return { queues: saved.pins(input.connectionId).map(toQueue) }
    },
  }
}
