import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Stream, StreamDetail } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import type { Format } from '../../lib/use-format.ts'
import { useSteady } from '../../lib/use-steady.ts'
import type { DataColumn } from '../../ui/data-column.ts'
import { DetailCell } from './stream-cells.tsx'
import { ListedName } from '../../parts/listed-name.tsx'
import styles from '../../parts/resource-list.module.css'

interface ColumnParts {
  connectionId: string
  pinned: ReadonlySet<string>
  inView: ReadonlySet<string>
  onOpen: (stream: Stream) => void
}

interface Words {
  t: TFunction<'streams'>
  format: Format
}

type Column = DataColumn<Stream>
type Detailed = (
  id: string,
  show: (detail: StreamDetail) => ReactNode,
  more: Pick<Column, 'width'> & Partial<Column> & { saysWhy?: boolean },
) => Column

function nameColumn({ t }: Words, { pinned, onOpen }: ColumnParts): Column {
  return {
    id: 'name',
    header: t('list.column.name'),
    width: 'minmax(240px, 520px)',
    sortValue: ({ name }) => name,
    cell: (stream) => (
      <ListedName
        name={stream.name}
        pinned={pinned.has(stream.streamArn) ? t('list.pinned') : undefined}
        onOpen={() => {
          onOpen(stream)
        }}
      />
    ),
  }
}

function detailedColumns({ t, format }: Words, detailed: Detailed): Column[] {
  const number = { align: 'right' as const }
  return [
    detailed('mode', ({ mode }) => t(`mode.${mode}`), { width: '104px' }),
    detailed('shards', ({ openShards }) => format.number(openShards), { ...number, width: '88px' }),
    detailed('retention', ({ retentionHours }) => format.duration(retentionHours * 3600), {
      ...number,
      width: '96px',
    }),
    detailed('consumers', ({ consumers }) => format.number(consumers), {
      ...number,
      width: '96px',
    }),
    detailed(
      'state',
      ({ status, kmsKeyId }) => (
        <span className={styles.marks}>
          <span className={status === 'ACTIVE' ? undefined : styles.attention}>
            {t(`status.${status}`)}
          </span>
          {kmsKeyId !== '' && (
            <span title={t('list.encryptedBy', { key: kmsKeyId })}>{t('list.encrypted')}</span>
          )}
        </span>
      ),
      { width: 'minmax(160px, 1fr)', saysWhy: true },
    ),
  ]
}

/** The columns, the same as long as what they show stays the same. */
export function useStreamColumns(parts: ColumnParts): Column[] {
  const { t } = useTranslation('streams')
  const format = useFormat()
  const onOpen = useSteady(parts.onOpen)
  const { connectionId, pinned, inView } = parts
  return useMemo(() => {
    const words = { t, format }
    const detailed: Detailed = (id, show, { saysWhy = false, ...more }) => ({
      id,
      header: t(`list.column.${id}` as 'list.column.mode'), // every id here is a key there
      hint: t(`list.hint.${id}` as 'list.hint.mode'), // and there
      cell: (stream) => (
        <DetailCell
          connectionId={connectionId}
          stream={stream}
          isInView={inView.has(stream.streamArn)}
          show={show}
          saysWhy={saysWhy}
        />
      ),
      ...more,
    })
    return [
      nameColumn(words, { connectionId, pinned, inView, onOpen }),
      ...detailedColumns(words, detailed),
    ]
  }, [t, format, connectionId, pinned, inView, onOpen])
}
