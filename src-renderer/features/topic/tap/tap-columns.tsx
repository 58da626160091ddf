import { useMemo } from 'react'
import { IconFileBroken } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { TapMessage } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { Format } from '../../../lib/use-format.ts'
import { visibleText } from '../../../parts/visible-text.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import styles from './tap.module.css'

type Column = DataColumn<TapMessage>
interface Words {
  t: TFunction<'tap'>
  format: Format
}

function timeColumn({ t, format }: Words): Column {
  const momentOf = ({ publishedAtMs, receivedAtMs }: TapMessage): number =>
    publishedAtMs ?? receivedAtMs
  return {
    id: 'time',
    header: t('live.time'),
    width: '80px',
    largestFirst: true,
    sortValue: ({ index }) => index,
    cell: (row) => (
      <span title={format.dateTime(momentOf(row))}>{format.clock(momentOf(row))}</span>
    ),
  }
}

function textColumn(header: string, id: 'subject' | 'groupId', none: string): Column {
  return {
    id,
    header,
    width: 'minmax(72px, 140px)',
    sortValue: (row) => row[id],
    cell: (row) => {
      const text = row[id]
      return text === undefined ? none : <MiddleTruncate text={visibleText(text)} />
    },
  }
}

function numberColumns({ t, format }: Words): Column[] {
  return [
    {
      id: 'attributes',
      header: t('live.attributes'),
      width: '48px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ attributeCount }) => attributeCount,
      cell: ({ attributeCount }) => format.number(attributeCount),
    },
    {
      id: 'size',
      header: t('live.size'),
      width: '76px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ bytes }) => bytes,
      cell: ({ bytes }) => format.bytes(bytes),
    },
  ]
}

function bodyColumn({ t }: Words): Column {
  return {
    id: 'body',
    header: t('live.body'),
    width: 'minmax(160px, 1fr)',
    cell: ({ preview, isReplayed, damage }) => (
      <>
        {damage !== undefined && (
          <span className={styles.damaged}>
            <IconFileBroken size={14} stroke={1.5} aria-hidden="true" />
            {t('live.damaged')}
          </span>
        )}
        {isReplayed && <span className={styles.mark}>{t('live.replayed')}</span>}
        <span className={styles.preview}>{visibleText(preview)}</span>
      </>
    ),
  }
}

export function useTapColumns(shown: { subjects: boolean; groups: boolean }): Column[] {
  const { t } = useTranslation('tap')
  const format = useFormat()
  const { subjects, groups } = shown
  return useMemo(() => {
    const words = { t, format }
    const none = t('live.none')
    return [
      timeColumn(words),
      ...(subjects ? [textColumn(t('live.subject'), 'subject', none)] : []),
      ...(groups ? [textColumn(t('live.group'), 'groupId', none)] : []),
      ...numberColumns(words),
      bodyColumn(words),
    ]
  }, [t, format, subjects, groups])
}
