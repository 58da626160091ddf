import type { Queue } from '#contract'
import type { DepthBook } from '../../../api/depth-book.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import {
  AgeCell,
  CountCell,
  DeadLetterCell,
  NameCell,
  ReasonCell,
  TrendCell,
} from './queue-cells.tsx'
import type { ListWords } from './queue-cells.tsx'
import type { Order } from './use-order.ts'

export interface QueueColumnParts {
  t: ListWords
  book: DepthBook
  order: Order
  onOpen: (queue: Queue) => void
}

const counts = [
  ['visible', '88px'],
  ['inFlight', '88px'],
  ['delayed', '80px'],
] as const

function nameColumns({ t, book, order, onOpen }: QueueColumnParts): DataColumn<Queue>[] {
  return [
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

function linkColumns({ t, book, order }: QueueColumnParts): DataColumn<Queue>[] {
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
        <DeadLetterCell t={t} book={book} queueUrl={queueUrl} queue={deadLetterOf.get(queueUrl)} />
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

export function queueColumns(parts: QueueColumnParts): DataColumn<Queue>[] {
  return [...nameColumns(parts), ...countColumns(parts), ...linkColumns(parts)]
}
