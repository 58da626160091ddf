import { useMemo } from 'react'
import type { Queue } from '#contract'
import type { DepthBook } from '../../../api/depth-book.ts'
import type { Favourites } from '../../../api/use-favourites.ts'
import { useSteady } from '../../../lib/use-steady.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import {
  AgeCell,
  CountCell,
  DeadLetterCell,
  NameCell,
  ReasonCell,
  StarCell,
  TrendCell,
} from './queue-cells.tsx'
import type { ListWords } from './queue-cells.tsx'
import type { Order } from './use-order.ts'

export interface QueueColumnParts {
  t: ListWords
  book: DepthBook
  order: Order
  /** URLs of the queues that were added by hand. */
  pinned: ReadonlySet<string>
  favourites: Favourites
  onOpen: (queue: Queue) => void
}

const counts = [
  ['visible', '88px'],
  ['inFlight', '88px'],
  ['delayed', '80px'],
] as const

function starColumn({ t, favourites }: QueueColumnParts): DataColumn<Queue> {
  const { queueUrls, toggle } = favourites
  return {
    id: 'favourite',
    header: t('list.column.favourite'),
    isHeaderHidden: true,
    width: '16px',
    cell: (queue) => (
      <StarCell t={t} queue={queue} isOn={queueUrls.has(queue.queueUrl)} onToggle={toggle} />
    ),
  }
}

function nameColumns(parts: QueueColumnParts): DataColumn<Queue>[] {
  const { t, book, order, pinned, onOpen } = parts
  return [
    starColumn(parts),
    {
      id: 'name',
      header: t('list.column.name'),
      width: 'minmax(200px, 520px)',
      sortValue: ({ name }) => name,
      cell: (queue) => (
        <NameCell
          t={t}
          book={book}
          queueUrl={queue.queueUrl}
          queue={queue}
          isPinned={pinned.has(queue.queueUrl)}
          sources={order.links.sourcesOf.get(queue.queueUrl)}
          onOpen={onOpen}
        />
      ),
    },
    {
      id: 'type',
      header: t('list.column.type'),
      width: '48px',
      sortValue: ({ type }) => type,
      cell: ({ type }) => t(`common:queueType.${type}`),
    },
  ]
}

function countColumns({ t, book, order }: QueueColumnParts): DataColumn<Queue>[] {
  return counts.map(([field, width]) => ({
    id: field,
    header: t(`list.column.${field}`),
    hint: t(`list.hint.${field}`),
    width,
    align: 'right',
    largestFirst: true,
    sortValue: ({ queueUrl }) => order.depths.get(queueUrl)?.[field],
    spansRest: ({ queueUrl }) => order.unreadable.has(queueUrl),
    cell: ({ queueUrl }) =>
      order.unreadable.has(queueUrl) ? (
        <ReasonCell book={book} queueUrl={queueUrl} />
      ) : (
        <CountCell book={book} queueUrl={queueUrl} field={field} />
      ),
  }))
}

function linkColumns({ t, book, order, onOpen }: QueueColumnParts): DataColumn<Queue>[] {
  const { deadLetterOf } = order.links
  return [
    {
      id: 'trend',
      header: t('list.column.trend'),
      hint: t('list.hint.trend'),
      width: '72px',
      align: 'right',
      cell: ({ queueUrl }) => <TrendCell t={t} book={book} queueUrl={queueUrl} />,
    },
    {
      id: 'deadLetter',
      header: t('list.column.deadLetter'),
      hint: t('list.hint.deadLetter'),
      width: 'minmax(160px, 280px)',
      largestFirst: true,
      sortValue: ({ queueUrl }) => {
        const deadLetter = deadLetterOf.get(queueUrl)
        return deadLetter === undefined ? undefined : order.depths.get(deadLetter.queueUrl)?.visible
      },
      cell: ({ queueUrl }) => (
        <DeadLetterCell
          t={t}
          book={book}
          queueUrl={queueUrl}
          queue={deadLetterOf.get(queueUrl)}
          isLinked={order.depths.has(queueUrl)}
          onOpen={onOpen}
        />
      ),
    },
    {
      id: 'read',
      header: t('list.column.read'),
      hint: t('list.hint.read'),
      width: '56px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ queueUrl }) => order.depths.get(queueUrl)?.readAtMs,
      cell: ({ queueUrl }) => <AgeCell t={t} book={book} queueUrl={queueUrl} />,
    },
  ]
}

/** The columns, the same as long as what they show in other rows than their own stays the same. */
export function useQueueColumns(parts: QueueColumnParts): DataColumn<Queue>[] {
  const { t, book, order, pinned } = parts
  const { queueUrls } = parts.favourites
  const onOpen = useSteady(parts.onOpen)
  const toggle = useSteady(parts.favourites.toggle)
  return useMemo(() => {
    const steady = { t, book, order, pinned, favourites: { queueUrls, toggle }, onOpen }
    return [...nameColumns(steady), ...countColumns(steady), ...linkColumns(steady)]
  }, [t, book, order, pinned, queueUrls, onOpen, toggle])
}
