import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Trace } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { hasLeft, taps } from '../../../api/taps.ts'
import { useNow } from '../../../lib/now.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { useStore } from '../../../lib/store.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { TapReport } from '../../../parts/tap-report.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import type { TopicMemory } from '../topic-memory.ts'
import { usePlanColumns, useResultColumns } from './trace-columns.tsx'
import { countArrived, isWatchable, nameOf } from './trace-lines.ts'
import type { TraceLine } from './trace-lines.ts'
import { TapNote, useTapBlocker } from './trace-taps.tsx'
import { useOutcomeWords } from './trace-words.ts'
import styles from './trace.module.css'
import type { useTrace, useTracePlan } from './use-trace.ts'

type Plan = ReturnType<typeof useTracePlan>
type Columns = ReturnType<typeof useResultColumns>
type Tracing = ReturnType<typeof useTrace>

function getId({ target }: TraceLine): string {
  return target.id
}

interface PlanTableProps {
  facts: TopicFacts
  memory: TopicMemory
  plan: Plan
}

/** Before: which queues are looked into is ticked here, with what it costs. */
export function PlanTable({ facts, memory, plan }: PlanTableProps) {
  const { t } = useTranslation('trace')
  const wordError = useErrorWords()
  const blocker = useTapBlocker(facts, plan)
  const columns = usePlanColumns(facts.connection.id, { memory, plan, blocker })
  const { planned, lines, watched, tapped } = plan
  const watchable = new Set(lines.filter(({ target }) => isWatchable(target)).map(getId))
  return (
    <section className={styles.part} aria-label={t('planTitle')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('planTitle')}</h2>
        <span role="status" className={styles.dim}>
          {lines.length > 0 && t('chosen', { count: watched.size })}
        </span>
        <span className={styles.note}>
          {planned.data?.isPartial === true ? t('partial', { n: lines.length }) : t('costNote')}
        </span>
      </header>
      {planned.error !== null && (
        <ErrorNotice
          compact
          words={{ ...wordError(planned.error), title: t('planFailed') }}
          onRetry={() => void planned.refetch()}
        />
      )}
      {planned.isPending && <SkeletonRows count={3} />}
      <TapNote plan={plan} />
      {planned.data?.targets.length === 0 && <p className={styles.nobody}>{t('empty')}</p>}
      {lines.length > 0 && (
        <DataTable
          label={t('planTitle')}
          rows={lines}
          columns={columns}
          getId={getId}
          checks={{
            checked: watched,
            // What cannot be looked into cannot be ticked.
            onChange: (ids) => {
              const wanted = [...ids].filter((id) => watchable.has(id))
              memory.traceTicks.set(new Set(wanted))
              // What is ticked to be looked into needs no tap.
              const isNew = new Set(wanted.filter((id) => !watched.has(id)))
              memory.traceTaps.set(new Set([...tapped].filter((id) => !isNew.has(id))))
            },
            rowLabel: ({ target }) => t('tickOne', { name: nameOf(target) }),
            allLabel: t('tickAll'),
          }}
        />
      )}
    </section>
  )
}

function Left({ trace }: { trace: Trace }) {
  const { t } = useTranslation('trace')
  const left = useNow((nowMs) => Math.max(0, Math.ceil((trace.endsAtMs - nowMs) / 1000)))
  return <span className={styles.dim}>{t('left', { n: left })}</span>
}

function Actions({ trace, tracing }: { trace: Trace; tracing: Tracing }) {
  const { t } = useTranslation('trace')
  const isRunning = trace.state === 'watching'
  const verb = t(isRunning ? 'stop' : 'again')
  const run = (): void => {
    if (isRunning) void tracing.stop(trace)
    else tracing.again()
  }
  usePageActions([{ label: verb, keys: 'x', run }])
  return (
    <div className={styles.actions}>
      <Button
        size="xs"
        variant="default"
        aria-keyshortcuts="x"
        loading={tracing.isStopping}
        onClick={run}
      >
        {verb}
      </Button>
    </div>
  )
}

/** Taps that are over and of which something may still be there. */
function TapsLeft({ trace }: { trace: Trace }) {
  const ids = new Set(trace.rows.map(({ tap }) => tap?.tapId))
  const left = useStore(taps).filter((tap) => ids.has(tap.tapId) && hasLeft(tap))
  return left.map((tap) => (
    <div key={tap.tapId} className={styles.uncertain}>
      <TapReport tap={tap} />
    </div>
  ))
}

/** What is known of the selected one, in full: a row shows as much of it as fits. */
function Known({ lines, columns }: { lines: readonly TraceLine[]; columns: Columns }) {
  const { t } = useTranslation('trace')
  const wordOutcome = useOutcomeWords()
  const [id, setId] = useState(lines[0]?.target.id)
  const line = lines.find(({ target }) => target.id === id) ?? lines[0]
  return (
    <>
      <DataTable
        label={t('resultTitle')}
        rows={lines}
        columns={columns}
        getId={getId}
        selectedId={line?.target.id}
        onSelect={setId}
      />
      {line !== undefined && (
        <p className={styles.known} aria-live="polite">
          <strong>{nameOf(line.target)}</strong>: {wordOutcome(line)}
        </p>
      )}
    </>
  )
}

interface ResultTableProps {
  facts: TopicFacts
  trace: Trace
  lines: readonly TraceLine[]
  tracing: Tracing
}

/** While and after: what arrived where, after how long, and what is known of the rest. */
export function ResultTable({ facts, trace, lines, tracing }: ResultTableProps) {
  const { t } = useTranslation('trace')
  const columns = useResultColumns(facts.connection.id, lines)
  const isRunning = trace.state === 'watching'
  const counts = countArrived(trace)
  const summary = [
    ...(counts.watched > 0 || counts.tapped === 0 ? [t('summary', counts)] : []),
    ...(counts.tapped > 0 ? [t('summaryTaps', counts)] : []),
  ]
  return (
    <section className={styles.part} aria-label={t('resultTitle')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('resultTitle')}</h2>
        <span role="status" className={styles.dim}>
          {t(`ended.${trace.state}`)}: {summary.join(', ')}
        </span>
        {isRunning && <Left trace={trace} />}
        <span className={styles.note}>
          {trace.publish === 'answered' && t('answered', { n: trace.answerMs })}
        </span>
        <Actions trace={trace} tracing={tracing} />
      </header>
      {trace.publish === 'uncertain' && (
        <div role="alert" className={styles.uncertain}>
          <AttentionLine>
            <strong>{t('uncertainTitle')}.</strong> {t('uncertainBody')}
          </AttentionLine>
        </div>
      )}
      <TapsLeft trace={trace} />
      {lines.length === 0 ? (
        <p className={styles.nobody}>{t('empty')}</p>
      ) : (
        <Known lines={lines} columns={columns} />
      )}
    </section>
  )
}
