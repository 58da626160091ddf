import { useState } from 'react'
import { Button, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TRACE_TAPS_MAX } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { CopiedLines } from '../../../parts/copied-lines.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import type { TopicMemory } from '../topic-memory.ts'
import { isTappable, nameOf } from './trace-lines.ts'
import type { TraceLine } from './trace-lines.ts'
import styles from './trace.module.css'
import type { useTracePlan } from './use-trace.ts'

type Plan = ReturnType<typeof useTracePlan>

/** Why no tap can be made of this topic; undefined where one can, or where it is not known yet. */
export function useTapBlocker(facts: TopicFacts, { tapPlan }: Plan): string | undefined {
  const { t } = useTranslation('tap')
  const wordError = useErrorWords()
  if (tapPlan.error !== null) return wordError(tapPlan.error).sentence
  const [blocker] = tapPlan.data?.blockers ?? []
  if (blocker === undefined) return undefined
  const account = facts.topicArn.split(':')[4] ?? ''
  return t(`blocker.${blocker}`, { key: tapPlan.data?.kmsKeyId ?? '', account })
}

export interface TapTickProps {
  line: TraceLine
  memory: TopicMemory
  plan: Plan
  blocker: string | undefined
}

/** Chooses a tap for one subscription, instead of a look. */
export function TapTick({ line, memory, plan, blocker }: TapTickProps) {
  const { t } = useTranslation('trace')
  const { target, isTapped = false } = line
  if (!isTappable(target)) return null
  const isFull = !isTapped && plan.tapped.size >= TRACE_TAPS_MAX
  const why = blocker ?? (isFull ? t('tap.full', { n: TRACE_TAPS_MAX }) : undefined)
  return (
    // Space and Enter are the box's own here, not the row's.
    <span
      onKeyDown={(event) => {
        if (event.key === ' ' || event.key === 'Enter') event.stopPropagation()
      }}
    >
      <Checkbox
        size="xs"
        label={t('tap.tick')}
        aria-label={t('tap.tickOne', { name: nameOf(target) })}
        title={why ?? t('tap.hint')}
        checked={isTapped}
        disabled={why !== undefined && !isTapped}
        onChange={() => {
          const ticks = new Set(plan.tapped)
          if (!ticks.delete(target.id)) ticks.add(target.id)
          memory.traceTaps.set(ticks)
        }}
      />
    </span>
  )
}

function TapFacts({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation(['trace', 'tap'])
  const { taps = [], iamActions = [] } = plan.tapPlan.data ?? {}
  return (
    <Dialog title={t('tap.title')} width={760} onClose={onClose}>
      <div className={styles.tapFacts}>
        <p className={styles.plain}>{t('tap.makes')}</p>
        <ul className={styles.names}>
          {taps.map(({ id, queueName }) => (
            <li key={id}>{queueName}</li>
          ))}
        </ul>
        <p className={styles.plain}>{t('tap.known')}</p>
        <h3 className={styles.title}>{t('tap:before.undo')}</h3>
        <p className={styles.plain}>{t('tap:before.undoHint')}</p>
        <CopiedLines
          lines={taps.flatMap(({ undo }) => undo)}
          label={t('tap:before.undo')}
          copyLabel={t('tap:before.copyUndo')}
        />
        <h3 className={styles.title}>{t('tap:before.iam')}</h3>
        <CopiedLines
          lines={iamActions}
          label={t('tap:before.iam')}
          copyLabel={t('tap:before.copyIam')}
        />
      </div>
    </Dialog>
  )
}

/** That taps will be made, what of, what they need and how to undo them. */
export function TapNote({ plan }: { plan: Plan }) {
  const { t } = useTranslation('trace')
  const wordError = useErrorWords()
  const [isShown, setShown] = useState(false)
  const { tapped, tapPlan } = plan
  if (tapped.size === 0) return null
  return (
    <div className={styles.tapNote}>
      <span>{t('tap.chosen', { count: tapped.size })}</span>
      <Button
        size="compact-xs"
        variant="default"
        loading={tapPlan.isFetching}
        disabled={tapPlan.data === undefined}
        onClick={() => {
          setShown(true)
        }}
      >
        {t('tap.show')}
      </Button>
      {tapPlan.error !== null && <ErrorNotice compact words={wordError(tapPlan.error)} />}
      {isShown && (
        <TapFacts
          plan={plan}
          onClose={() => {
            setShown(false)
          }}
        />
      )}
    </div>
  )
}
