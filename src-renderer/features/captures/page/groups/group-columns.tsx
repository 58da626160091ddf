import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { GroupCount } from '#contract'
import { useFormat } from '../../../../lib/use-format.ts'
import type { Format } from '../../../../lib/use-format.ts'
import { visibleText } from '../../../../parts/visible-text.ts'
import type { DataColumn } from '../../../../ui/data-column.ts'
import styles from '../../captures.module.css'
import { groupLines, groupWords } from './group-words.ts'
import type { Grouping } from './use-groups.ts'

type Column = DataColumn<GroupCount>
interface Words {
  t: TFunction<'captures'>
  format: Format
}

/** In percent, to a tenth; what is less is not nothing. */
function shareWords(count: number, total: number, format: Format): string {
  const tenths = Math.round((1_000 * count) / Math.max(1, total))
  return tenths === 0 ? '<0.1' : format.number(tenths / 10)
}

function numbers({ t, format }: Words, total: number): Column[] {
  return [
    {
      id: 'count',
      header: t('groups.count'),
      width: '64px',
      align: 'right',
      largestFirst: true,
      sortValue: ({ count }) => count,
      cell: ({ count }) => format.number(count),
    },
    {
      id: 'share',
      header: t('groups.share'),
      hint: t('groups.shareHint'),
      width: '48px',
      align: 'right',
      cell: ({ count }) => shareWords(count, total, format),
    },
  ]
}

function texts({ t }: Words, grouping: Grouping): Column[] {
  return [
    {
      id: 'group',
      header: t(`groups.by.${grouping.by}`),
      width: 'minmax(168px, 1.4fr)',
      sortValue: ({ facts }) => groupWords(facts, t),
      cell: ({ facts }) => (
        <span
          className={grouping.by === 'source' ? styles.cell : styles.preview}
          title={groupLines(facts, grouping, t).join('\n')}
        >
          {groupWords(facts, t)}
        </span>
      ),
    },
    {
      id: 'example',
      header: t('groups.example'),
      hint: t('groups.exampleHint'),
      width: 'minmax(96px, 1fr)',
      cell: ({ example: { preview } }) => (
        <span className={preview === '' ? styles.dim : styles.preview}>
          {preview === '' ? t('entry.none') : visibleText(preview)}
        </span>
      ),
    },
  ]
}

function moments({ t, format }: Words): Column[] {
  const names = ['firstSentAtMs', 'lastSentAtMs'] as const
  return names.map((name) => ({
    id: name,
    header: t(`groups.${name}`),
    width: '144px',
    largestFirst: true,
    sortValue: (group) => group[name],
    cell: ({ [name]: atMs }) => (atMs === undefined ? t('entry.none') : format.dateTime(atMs)),
  }))
}

export function useGroupColumns(grouping: Grouping, total: number): Column[] {
  const { t } = useTranslation('captures')
  const format = useFormat()
  return useMemo(() => {
    const words = { t, format }
    return [...numbers(words, total), ...texts(words, grouping), ...moments(words)]
  }, [t, format, grouping, total])
}
