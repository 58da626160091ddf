import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Message, Queue } from '#contract'
import { read } from '../../api/read.ts'
import { nameOfArn, typeOf } from './queue-facts.ts'
import type { QueueFacts } from './queue-facts.ts'
import { recallQueue } from './queue-memory.ts'
import type { QueueMemory } from './queue-memory.ts'
import { fillDraft } from '../../parts/send-many/fill-draft.ts'
import { keptOf } from '../../parts/send-many/template-draft.ts'
import { useSources } from './use-sources.ts'

interface Opened {
  message: Message
  facts: QueueFacts
  memory: QueueMemory
}

export interface EditTarget extends Pick<Queue, 'name' | 'queueUrl'> {
  /** Fills that queue's form and shows it. */
  edit: () => void
}

/** More sources than this make no menu; the message's own word comes first anyway. */
const SOURCES_MAX = 5
/** As much of an id as a reader compares. */
const ID_CHARACTERS = 8

/** Where a copy is wanted: where the message failed, if it or its queue says so, and here. */
export function useEditAndSend({ message, facts, memory }: Opened): EditTarget[] {
  const { t } = useTranslation('send')
  const navigate = useNavigate()
  const { connection, queueUrl, name } = facts
  const { data } = useQuery(read('queues.list', { connectionId: connection.id }))
  const all = useSources(facts, memory)
  const told = message.deadLetterSourceArn
  const names = told === undefined ? all.slice(0, SOURCES_MAX) : [nameOfArn(told)]
  const sources = data?.queues.filter((queue) => names.includes(queue.name)) ?? []
  return [...sources, { name, queueUrl }].map((target) => ({
    name: target.name,
    queueUrl: target.queueUrl,
    edit: () => {
      const type = typeOf(target.name)
      fillDraft(
        recallQueue(connection.id, target.queueUrl),
        { kind: 'queue', type },
        {
          name: t('reuse.message', { id: message.messageId.slice(0, ID_CHARACTERS), queue: name }),
          message: keptOf(message, facts.rules.type),
          leftOut:
            type === 'fifo' && message.deduplicationId !== undefined ? ['usedDeduplication'] : [],
        },
      )
      void navigate({
        to: '/c/$connectionId/queues/$queueName',
        params: { connectionId: connection.id, queueName: target.name },
        search: { url: target.queueUrl, tab: 'send' },
        replace: target.queueUrl === queueUrl,
      })
    },
  }))
}
