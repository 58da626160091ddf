import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Trace } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useNow } from '../../../lib/now.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import type { TopicMemory } from '../topic-memory.ts'
import { usePlanColumns, useResultColumns } from './trace-columns.tsx'
import { countArrived, isWatchable, nameOf } from './trace-lines.ts'
import type { TraceLine } from './trace-lines.ts'
import styles from './trace.module.css'
import type { useTrace, useTracePlan } from './use-trace.ts'

type Plan = ReturnType<typeof useTracePlan>
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
  const columns = usePlanColumns(facts.connection.id)
  const { planned, lines, watched } = plan
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
              memory.traceTicks.set(new Set([...ids].filter((id) => watchable.has(id))))
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
  return (
    <section className={styles.part} aria-label={t('resultTitle')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('resultTitle')}</h2>
        <span role="status" className={styles.dim}>
          {t(`ended.${trace.state}`)}: {t('summary', countArrived(trace))}
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
      {lines.length === 0 ? (
        <p className={styles.nobody}>{t('empty')}</p>
      ) : (
        <DataTable label={t('resultTitle')} rows={lines} columns={columns} getId={getId} />
      )}
    </section>
  )
}
