import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import type { Favourites } from '../../../api/use-favourites.ts'
import { useWatchedDepths } from '../../../api/use-watched-depths.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { useQueueColumns } from './queue-columns.tsx'
import styles from '../../../parts/resource-list.module.css'
import { ReadingLine } from './reading-line.tsx'
import { useOrder } from './use-order.ts'
import type { Selection } from './use-selection.ts'

const none: readonly string[] = []

interface QueueTableProps {
  connectionId: string
  /** All queues of the connection: dead-letter queues are looked up among them, whatever the search hides. */
  queues: readonly Queue[]
  shown: readonly Queue[]
  pinned: ReadonlySet<string>
  favourites: Favourites
  selection: Selection
  onOpen: (queue: Queue) => void
}

export function QueueTable(props: QueueTableProps) {
  const { connectionId, queues, shown, pinned, favourites, selection, onOpen } = props
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
  const columns = useQueueColumns({ t, book, order, pinned, favourites, onOpen })
  const memoryKey = `queues ${connectionId}`
  const tickLabel = useMemo(
    () =>
      ({ name }: Queue) =>
        t('list.tick', { name }),
    [t],
  )
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
        memoryKey={memoryKey}
        sortKey={memoryKey}
        selectedId={selection.currentUrl}
        onSelect={selection.setCurrent}
        checks={{
          checked: selection.tickedUrls,
          onChange: selection.setTicked,
          rowLabel: tickLabel,
          allLabel: t('list.tickAll'),
        }}
        onOpen={onOpen}
        onVisible={setVisible}
        autoFocus
      />
      <ReadingLine read={order.known} total={queues.length} />
    </div>
  )
}

const initialSort = { id: 'visible', desc: true }

function getId({ queueUrl }: Queue): string {
  return queueUrl
}
