import { IconAlertTriangle, IconCheck, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TraceRow, TraceRowState } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { EndpointText } from '../subscriptions/subscription-cells.tsx'
import type { TraceLine } from './trace-lines.ts'
import styles from './trace.module.css'
import { useExpectedWords, useLookWords, useOutcomeWords } from './trace-words.ts'

type Column = DataColumn<TraceLine>

function Long({ text, isAttention = false }: { text: string; isAttention?: boolean }) {
  return (
    <span className={styles.long} data-attention={isAttention} title={text}>
      {text}
    </span>
  )
}

function useEndpointColumn(connectionId: string): Column {
  const { t } = useTranslation('trace')
  return {
    id: 'endpoint',
    header: t('columns.endpoint'),
    width: 'minmax(140px, 260px)',
    sortValue: ({ target }) => target.endpoint,
    cell: ({ target }) => <EndpointText connectionId={connectionId} endpoint={target.endpoint} />,
  }
}

/** Before: who would get it, and what a look costs. */
export function usePlanColumns(connectionId: string): Column[] {
  const { t } = useTranslation('trace')
  const endpoint = useEndpointColumn(connectionId)
  const wordExpected = useExpectedWords()
  const wordLook = useLookWords()
  return [
    endpoint,
    {
      id: 'expected',
      header: t('columns.expected'),
      width: 'minmax(200px, 1fr)',
      sortValue: ({ expectation }) => expectation,
      cell: (line) => <Long text={wordExpected(line)} />,
    },
    {
      id: 'look',
      header: t('columns.look'),
      width: 'minmax(200px, 1fr)',
      cell: (line) => (
        <Long text={wordLook(line)} isAttention={(line.target.queue?.costs.length ?? 0) > 0} />
      ),
    },
  ]
}

const icons: Partial<Record<TraceRowState, typeof IconCheck>> = {
  arrived: IconCheck,
  'dead-letter': IconAlertTriangle,
  'not-seen': IconQuestionMark,
  failed: IconAlertTriangle,
  unwatched: IconMinus,
}

function StateCell({ state }: Pick<TraceRow, 'state'>) {
  const { t } = useTranslation('trace')
  const Icon = icons[state]
  return (
    <span className={styles.state} data-state={state}>
      {Icon !== undefined && <Icon size={14} stroke={2} aria-hidden="true" />}
      {t(`state.${state}`)}
    </span>
  )
}

/** From the look that did not bring it yet to the one that did: in between it arrived. */
function Bar({ row, longestMs }: { row: TraceRow | undefined; longestMs: number }) {
  if (row?.arrivedAfterMs === undefined) return null
  const percentOf = (ms: number): string => `${String((100 * ms) / Math.max(1, longestMs))}%`
  const from = row.notBeforeMs ?? 0
  return (
    <span className={styles.track} aria-hidden="true">
      <span
        className={styles.bar}
        style={{
          insetInlineStart: percentOf(from),
          inlineSize: percentOf(Math.max(0, row.arrivedAfterMs - from)),
        }}
      />
    </span>
  )
}

function useTimeColumns(lines: readonly TraceLine[]): Column[] {
  const { t } = useTranslation('trace')
  const format = useFormat()
  const longestMs = Math.max(1, ...lines.map(({ row }) => row?.arrivedAfterMs ?? 0))
  return [
    {
      id: 'after',
      header: t('columns.after'),
      hint: t('columns.afterHint'),
      width: '80px',
      align: 'right',
      sortValue: ({ row }) => row?.arrivedAfterMs,
      cell: ({ row }) =>
        row?.arrivedAfterMs === undefined ? null : t('ms', { n: row.arrivedAfterMs }),
    },
    {
      id: 'bar',
      header: t('columns.bar'),
      width: 'minmax(80px, 180px)',
      cell: ({ row }) => <Bar row={row} longestMs={longestMs} />,
    },
    {
      id: 'looks',
      header: t('columns.looks'),
      width: '64px',
      align: 'right',
      sortValue: ({ row }) => row?.looks,
      cell: ({ row }) => (row === undefined ? null : format.number(row.looks)),
    },
  ]
}

/** While and after: where it arrived, when, and what is known of the others. */
export function useResultColumns(connectionId: string, lines: readonly TraceLine[]): Column[] {
  const { t } = useTranslation('trace')
  const endpoint = useEndpointColumn(connectionId)
  const times = useTimeColumns(lines)
  const wordOutcome = useOutcomeWords()
  const state: Column = {
    id: 'state',
    header: t('columns.state'),
    width: 'minmax(104px, 168px)',
    sortValue: ({ row }) => row?.state,
    cell: ({ row }) => (row === undefined ? null : <StateCell state={row.state} />),
  }
  const why: Column = {
    id: 'why',
    header: t('columns.why'),
    width: 'minmax(220px, 1fr)',
    cell: (line) => <Long text={wordOutcome(line)} isAttention={line.row?.state === 'not-seen'} />,
  }
  return [endpoint, state, ...times, why]
}
