import { IconAlertTriangle, IconCheck, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TraceRow, TraceRowState } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { EndpointText } from '../subscriptions/subscription-cells.tsx'
import type { TraceLine } from './trace-lines.ts'
import { TapTick } from './trace-taps.tsx'
import type { TapTickProps } from './trace-taps.tsx'
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

function useEndpointColumn(connectionId: string, width: string): Column {
  const { t } = useTranslation('trace')
  return {
    id: 'endpoint',
    header: t('columns.endpoint'),
    width,
    sortValue: ({ target }) => target.endpoint,
    cell: ({ target }) => <EndpointText connectionId={connectionId} endpoint={target.endpoint} />,
  }
}

/** Before: who would get it, what a look costs, and the tap that can be made instead. */
export function usePlanColumns(connectionId: string, taps: Omit<TapTickProps, 'line'>): Column[] {
  const { t } = useTranslation('trace')
  const endpoint = useEndpointColumn(connectionId, 'minmax(140px, 260px)')
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
        <Long
          text={line.isTapped === true ? t('tap.instead') : wordLook(line)}
          isAttention={line.isTapped !== true && (line.target.queue?.costs.length ?? 0) > 0}
        />
      ),
    },
    {
      id: 'tap',
      header: t('columns.tap'),
      hint: t('tap.hint'),
      width: '96px',
      cell: (line) => <TapTick line={line} {...taps} />,
    },
  ]
}

const icons: Partial<Record<TraceRowState, typeof IconCheck>> = {
  arrived: IconCheck,
  sent: IconCheck,
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
      width: '72px',
      align: 'right',
      sortValue: ({ row }) => row?.arrivedAfterMs,
      cell: ({ row }) =>
        row?.arrivedAfterMs === undefined ? null : t('ms', { n: row.arrivedAfterMs }),
    },
    {
      id: 'bar',
      header: t('columns.bar'),
      width: 'minmax(64px, 0.3fr)',
      cell: ({ row }) => <Bar row={row} longestMs={longestMs} />,
    },
    {
      id: 'looks',
      header: t('columns.looks'),
      width: '56px',
      align: 'right',
      sortValue: ({ row }) => row?.looks,
      cell: ({ row }) =>
        row === undefined ? null : row.tap === undefined ? format.number(row.looks) : t('tap.tick'),
    },
  ]
}

/** While and after: where it arrived, when, and what is known of the others. */
export function useResultColumns(connectionId: string, lines: readonly TraceLine[]): Column[] {
  const { t } = useTranslation('trace')
  // A track with a greatest width in pixels takes all of it before `fr` gets anything.
  const endpoint = useEndpointColumn(connectionId, 'minmax(120px, 0.6fr)')
  const times = useTimeColumns(lines)
  const wordOutcome = useOutcomeWords()
  const state: Column = {
    id: 'state',
    header: t('columns.state'),
    width: '152px',
    sortValue: ({ row }) => row?.state,
    cell: ({ row }) => (row === undefined ? null : <StateCell state={row.state} />),
  }
  const why: Column = {
    id: 'why',
    header: t('columns.why'),
    width: 'minmax(220px, 2.4fr)',
    cell: (line) => <Long text={wordOutcome(line)} isAttention={line.row?.state === 'not-seen'} />,
  }
  return [endpoint, state, ...times, why]
}
