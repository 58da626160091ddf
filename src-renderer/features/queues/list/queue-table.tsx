import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useWatchedDepths } from '../../../api/use-watched-depths.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { queueColumns } from './queue-columns.tsx'
import styles from './queue-list.module.css'
import { useOrder } from './use-order.ts'

const none: readonly string[] = []

interface QueueTableProps {
  connectionId: string
  /** All queues of the connection: dead-letter queues are looked up among them, whatever the search hides. */
  queues: readonly Queue[]
  shown: readonly Queue[]
  onOpen: (queue: Queue) => void
}

export function QueueTable({ connectionId, queues, shown, onOpen }: QueueTableProps) {
  const { t } = useTranslation(['queues', 'common'])
  const wordError = useErrorWords()
  const [visible, setVisible] = useState(none)
  const [isPointed, setIsPointed] = useState(false)
  const [links, setLinks] = useState<ReadonlyMap<string, Queue>>(new Map())
  const watched = useMemo(
    () => [...visible, ...visible.flatMap((url) => links.get(url)?.queueUrl ?? [])],
    [visible, links],
  )
  const { book, feed, isComplete } = useWatchedDepths(connectionId, queues, watched)
  const order = useOrder(queues, book, isPointed && isComplete)
  if (links !== order.links.deadLetterOf) setLinks(order.links.deadLetterOf)
  const columns = useMemo(() => queueColumns({ t, book, order, onOpen }), [t, book, order, onOpen])
  return (
    <div
      className={styles.tableArea}
      onPointerEnter={() => {
        setIsPointed(true)
      }}
      onPointerLeave={() => {
        setIsPointed(false)
      }}
    >
      {feed.error !== undefined && (
        <ErrorNotice compact words={wordError(feed.error)} onRetry={feed.reopen} />
      )}
      <DataTable
        label={t('list.title')}
        rows={shown}
        columns={columns}
        getId={getId}
        initialSort={initialSort}
        memoryKey={`queues ${connectionId}`}
        onOpen={onOpen}
        onVisible={setVisible}
        autoFocus
      />
    </div>
  )
}

const initialSort = { id: 'visible', desc: true }

function getId({ queueUrl }: Queue): string {
  return queueUrl
}
