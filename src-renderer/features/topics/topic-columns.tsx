import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Topic } from '#contract'
import { useSteady } from '../../lib/use-steady.ts'
import type { DataColumn } from '../../ui/data-column.ts'
import { NumberCell } from '../../ui/number-cell.tsx'
import { MarksCell, ProtocolsCell } from './topic-cells.tsx'
import { ListedName } from '../../parts/listed-name.tsx'
import styles from '../../parts/resource-list.module.css'
import type { TopicCounts } from './use-topic-rows.ts'

type Words = TFunction<['topics', 'common']>

interface ColumnParts {
  connectionId: string
  /** Undefined until the subscriptions have been counted. */
  counts: ReadonlyMap<string, TopicCounts> | undefined
  pinned: ReadonlySet<string>
  inView: ReadonlySet<string>
  onOpen: (topic: Topic) => void
}

function nameColumns({ t, pinned, onOpen }: ColumnParts & { t: Words }): DataColumn<Topic>[] {
  return [
    {
      id: 'name',
      header: t('list.column.name'),
      width: 'minmax(240px, 640px)',
      sortValue: ({ name }) => name,
      cell: (topic) => (
        <ListedName
          name={topic.name}
          pinned={pinned.has(topic.topicArn) ? t('list.pinned') : undefined}
          onOpen={() => {
            onOpen(topic)
          }}
        />
      ),
    },
    {
      id: 'type',
      header: t('list.column.type'),
      width: '64px',
      sortValue: ({ type }) => type,
      cell: ({ type }) => t(`common:queueType.${type}`),
    },
  ]
}

function countColumns({ t, counts }: ColumnParts & { t: Words }): DataColumn<Topic>[] {
  const of = ({ topicArn }: Topic): TopicCounts | undefined => counts?.get(topicArn)
  const number = (value: number | undefined): number | undefined =>
    counts === undefined ? undefined : (value ?? 0)
  return [
    {
      id: 'subscriptions',
      header: t('list.column.subscriptions'),
      hint: t('list.hint.subscriptions'),
      width: '104px',
      align: 'right',
      largestFirst: true,
      sortValue: (topic) => number(of(topic)?.confirmed),
      cell: (topic) => <NumberCell value={number(of(topic)?.confirmed)} />,
    },
    {
      id: 'pending',
      header: t('list.column.pending'),
      hint: t('list.hint.pending'),
      width: '80px',
      align: 'right',
      largestFirst: true,
      sortValue: (topic) => number(of(topic)?.pending),
      cell: (topic) => {
        const pending = number(of(topic)?.pending)
        return <NumberCell value={pending} attention={(pending ?? 0) > 0} />
      },
    },
    {
      id: 'protocols',
      header: t('list.column.protocols'),
      hint: t('list.hint.protocols'),
      width: 'minmax(160px, 320px)',
      cell: (topic) =>
        counts === undefined ? (
          <span className={styles.dim}>…</span>
        ) : (
          <ProtocolsCell counts={of(topic)} />
        ),
    },
  ]
}

/** The columns, the same as long as what they show stays the same. */
export function useTopicColumns(parts: ColumnParts): DataColumn<Topic>[] {
  const { t } = useTranslation(['topics', 'common'])
  const onOpen = useSteady(parts.onOpen)
  const { connectionId, counts, pinned, inView } = parts
  return useMemo(() => {
    const steady = { t, connectionId, counts, pinned, inView, onOpen }
    return [
      ...nameColumns(steady),
      ...countColumns(steady),
      {
        id: 'marks',
        header: t('list.column.marks'),
        hint: t('list.hint.marks'),
        width: 'minmax(160px, 1fr)',
        cell: (topic) => (
          <MarksCell
            connectionId={connectionId}
            topic={topic}
            isInView={inView.has(topic.topicArn)}
          />
        ),
      },
    ]
  }, [t, connectionId, counts, pinned, inView, onOpen])
}
