import { useEffect, useRef, useState } from 'react'
import type { SubmitEvent } from 'react'
import { Button } from '@mantine/core'
import { IconZoomScan } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ScanProgress } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import type { QueueMemory } from '../queue-memory.ts'
import { useKept } from '../use-kept.ts'
import { ScanCost } from './scan-cost.tsx'
import { toPlan } from './scan-draft.ts'
import type { ScanDraft } from './scan-draft.ts'
import { ScanFields, ScanModeChoice } from './scan-fields.tsx'
import { ScanRefusal } from './scan-refusal.tsx'
import { ScanReport } from './scan-report.tsx'
import styles from './scan.module.css'
import { isUnderWay } from './use-scans.ts'
import { useScanStart } from './use-scan-start.ts'

interface ScanTabProps {
  facts: QueueFacts
  memory: QueueMemory
  /** The cost is worked out anew when this changes. */
  visible: number | undefined
}

interface ScanFormProps extends ScanTabProps {
  newest: ScanProgress | undefined
}

function useCost({ facts, visible }: ScanTabProps, draft: ScanDraft) {
  const { connection, queueUrl } = facts
  const input = { connectionId: connection.id, queueUrl, plan: toPlan(draft) }
  // The lines stay while new numbers are worked out.
  const cost = useQuery({ ...read('scans.estimate', input), placeholderData: keepPreviousData })
  const { refetch } = cost
  const known = useRef(visible)
  useEffect(() => {
    if (known.current !== undefined && known.current !== visible) void refetch()
    known.current = visible
  }, [visible, refetch])
  return cost
}

function Guarded({ facts, draft }: { facts: QueueFacts; draft: ScanDraft }) {
  const { connection } = facts
  const needs = draft.mode === 'drain' ? 'confirm' : 'look'
  if (isGuardAtLeast(connection.guard, needs)) return null
  return (
    <div className={styles.below}>
      <GuardOffer
        connection={connection}
        needs={needs}
        what={needs === 'look' ? 'look' : 'delete'}
      />
    </div>
  )
}

function ScanForm(props: ScanFormProps) {
  const { facts, memory, newest } = props
  const { t } = useTranslation(['scan', 'messages'])
  const format = useFormat()
  const wordError = useErrorWords()
  const draft = useKept(memory.scanDraft)
  const cost = useCost(props, draft)
  const [openedMs] = useState(() => Date.now())
  const suggested = t('form.suggested', { queue: facts.name, time: format.dateTime(openedMs) })
  const isDrain = draft.mode === 'drain'
  const name = draft.name.trim() === '' ? suggested : draft.name.trim()
  const starting = useScanStart({ facts, draft, name, about: cost.data?.messages ?? 0 })
  const isRunning = isUnderWay(newest)
  const isAllowed =
    isGuardAtLeast(facts.connection.guard, isDrain ? 'confirm' : 'look') && !facts.isGone
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isAllowed && !isRunning && !starting.pending) void starting.start()
  }
  const why = facts.isGone ? t('messages:gone.why') : isRunning ? t('form.whyRunning') : undefined
  return (
    <div className={styles.panel}>
      <form className={styles.form} aria-label={t('form.label')} onSubmit={onSubmit}>
        <div className={styles.first}>
          <ScanModeChoice draft={draft} onDraft={memory.scanDraft.set} />
          {cost.error !== null && cost.data === undefined ? (
            <ErrorNotice words={wordError(cost.error)} onRetry={() => void cost.refetch()} />
          ) : (
            <ScanCost ledger={cost.data} whenFull={draft.whenFull} />
          )}
          <Button
            type="submit"
            className={styles.verb}
            {...(isDrain ? { color: 'var(--weir-danger-strong)' } : {})}
            disabled={!isAllowed || isRunning}
            title={why}
            loading={starting.pending && !isDrain}
          >
            {isDrain ? t('form.drainVerb') : t('form.verb')}
          </Button>
        </div>
        <ScanFields draft={draft} suggestedName={suggested} onDraft={memory.scanDraft.set} />
      </form>
      <Guarded facts={facts} draft={draft} />
      <ScanRefusal starting={starting} isDrain={isDrain} />
    </div>
  )
}

/** The whole queue into a capture: what it costs, how it gets on, what was seen. */
export function ScanTab(props: ScanTabProps) {
  const { facts, memory } = props
  const { t } = useTranslation('scan')
  const [newest] = useKept(memory.scans)
  const hidden = useKept(memory.hiddenScan)
  const isShown = newest !== undefined && newest.scanId !== hidden
  return (
    <div className={styles.tab}>
      <ScanForm {...props} newest={newest} />
      {isShown ? (
        <ScanReport
          scan={newest}
          connectionId={facts.connection.id}
          onHide={() => {
            memory.hiddenScan.set(newest.scanId)
          }}
        />
      ) : (
        <EmptyState icon={<IconZoomScan />} title={t('empty.title')} body={t('empty.body')} />
      )}
    </div>
  )
}
