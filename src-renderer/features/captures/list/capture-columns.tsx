import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Capture } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { Format } from '../../../lib/use-format.ts'
import styles from '../../../parts/resource-list.module.css'
import type { DataColumn } from '../../../ui/data-column.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import { coverageOf, isTroubled } from '../coverage-words.ts'

type Column = DataColumn<Capture>
interface Words {
  t: TFunction<'captures'>
  format: Format
  onOpen: (capture: Capture) => void
}

/** Where it came from: one source by its name, several by the first. */
export function sourceOf({ parts }: Capture, t: TFunction<'captures'>): string {
  const names = [...new Set(parts.map(({ source }) => source.name))]
  const [name = '', ...others] = names
  if (others.length > 0) return t('source.several', { name, count: others.length })
  const connection = parts[0]?.source.connectionName
  return connection === undefined ? name : t('source.onConnection', { name, connection })
}

/** The least that can be said of all its parts. */
export function Coverage({ capture }: { capture: Capture }) {
  const { t } = useTranslation('captures')
  const keys = [...new Set(capture.parts.map(coverageOf))]
  const worst = keys.find(isTroubled)
  const shown = worst === undefined ? keys : [worst]
  return (
    <span
      className={worst === undefined ? styles.cut : styles.attention}
      title={shown.map((key) => t(`coverageMeans.${key}`)).join('\n')}
    >
      {shown.map((key) => t(`coverage.${key}`)).join(', ')}
    </span>
  )
}

function named({ t, onOpen }: Words): Column[] {
  return [
    {
      id: 'name',
      header: t('column.name'),
      width: 'minmax(160px, 1.4fr)',
      sortValue: ({ name }) => name,
      cell: (capture) => (
        <button
          type="button"
          className={styles.open}
          tabIndex={-1}
          title={capture.note}
          onClick={() => {
            onOpen(capture)
          }}
        >
          <MiddleTruncate text={capture.name} />
        </button>
      ),
    },
    {
      id: 'source',
      header: t('column.source'),
      width: 'minmax(120px, 1fr)',
      sortValue: (capture) => sourceOf(capture, t),
      cell: (capture) => <MiddleTruncate text={sourceOf(capture, t)} />,
    },
    {
      id: 'coverage',
      header: t('column.coverage'),
      hint: t('columnHint.coverage'),
      width: 'minmax(112px, 180px)',
      cell: (capture) => <Coverage capture={capture} />,
    },
  ]
}

function counted({ t, format }: Words): Column[] {
  return [
    {
      id: 'entries',
      header: t('column.entries'),
      width: '88px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ entryCount }) => entryCount,
      cell: ({ entryCount }) => format.number(entryCount),
    },
    {
      id: 'size',
      header: t('column.size'),
      hint: t('columnHint.size'),
      width: '80px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ bodyBytes }) => bodyBytes,
      cell: ({ bodyBytes }) => format.bytes(bodyBytes),
    },
    {
      id: 'created',
      header: t('column.created'),
      width: '152px',
      largestFirst: true,
      sortValue: ({ id }) => id,
      cell: ({ createdAtMs }) => format.dateTime(createdAtMs),
    },
  ]
}

export function useCaptureColumns(onOpen: (capture: Capture) => void): Column[] {
  const { t } = useTranslation('captures')
  const format = useFormat()
  return useMemo(() => {
    const words = { t, format, onOpen }
    return [...named(words), ...counted(words)]
  }, [t, format, onOpen])
}
