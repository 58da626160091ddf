import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Depth, Queue, QueueUrl } from '#contract'
import { read } from '../../api/read.ts'
import { useFormat } from '../../lib/use-format.ts'
import { nameOfArn } from './queue-facts.ts'
import type { QueueFacts } from './queue-facts.ts'
import styles from './queue-header.module.css'
import { QueueLink } from '../../parts/queue-link.tsx'
import type { QueueMemory } from './queue-memory.ts'
import { useSources } from './use-sources.ts'

interface QueueRelationsProps {
  facts: QueueFacts
  memory: QueueMemory
  deadLetterUrl: QueueUrl | undefined
  deadLetterDepth: Depth | undefined
}

interface NamedProps {
  facts: QueueFacts
  name: string
  queues: readonly Queue[] | undefined
}

/** A queue's name, as a link where the list knows the queue. */
function Named({ facts, name, queues }: NamedProps) {
  const queue = queues?.find((each) => each.name === name)
  if (queue === undefined) return name
  return (
    <QueueLink connectionId={facts.connection.id} queue={queue}>
      {name}
    </QueueLink>
  )
}

/** `from orders` and `→ orders-dlq`, with who sends here as far as it can be known. */
export function QueueRelations(props: QueueRelationsProps) {
  const { facts, memory, deadLetterDepth } = props
  const { t } = useTranslation('messages')
  const format = useFormat()
  const list = useQuery(read('queues.list', { connectionId: facts.connection.id }))
  const sources = useSources(facts, memory)
  const target = facts.detail?.redrive?.deadLetterArn
  const queues = list.data?.queues
  const held = deadLetterDepth?.visible ?? 0
  return (
    <span className={styles.relations}>
      {sources.length > 0 && (
        <span>
          {t('header.from')}{' '}
          {sources.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <Named facts={facts} name={name} queues={queues} />
            </span>
          ))}
        </span>
      )}
      {target !== undefined && (
        <span>
          → <Named facts={facts} name={nameOfArn(target)} queues={queues} />
          {deadLetterDepth !== undefined && (
            <span className={held > 0 ? styles.attention : undefined}> {format.number(held)}</span>
          )}
        </span>
      )}
    </span>
  )
}
