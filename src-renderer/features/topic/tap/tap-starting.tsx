import { Button, Loader } from '@mantine/core'
import { IconCheck, IconCircleDashed } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Tap, TapFate } from '#contract'
import { useEndTap } from '../../../parts/use-end-tap.ts'
import styles from './tap.module.css'

type StepState = 'waiting' | 'making' | 'done'

function stateOf(fate: TapFate | undefined): StepState {
  if (fate === 'there') return 'done'
  return fate === 'making' ? 'making' : 'waiting'
}

function Step({ words, state }: { words: string; state: StepState }) {
  const { t } = useTranslation('tap')
  return (
    <li className={styles.step}>
      {state === 'done' && <IconCheck size={16} stroke={1.5} aria-hidden />}
      {state === 'making' && <Loader size={14} aria-hidden />}
      {state === 'waiting' && <IconCircleDashed size={16} stroke={1.5} aria-hidden />}
      <span>{words}</span>
      <span className={styles.stepState}>{t(`step.${state}`)}</span>
    </li>
  )
}

/** A tap that is being made, step by step; it can be called off at any of them. */
export function TapStarting({ tap }: { tap: Tap }) {
  const { t } = useTranslation('tap')
  const { stop, pending } = useEndTap(tap)
  const [queue, subscription] = tap.parts.map(({ fate }) => stateOf(fate))
  const receive = subscription === 'done' ? 'making' : 'waiting'
  return (
    <div className={styles.starting}>
      <h2 className={styles.title}>{t('before.starting')}</h2>
      <ul className={styles.steps} aria-label={t('step.label')} aria-live="polite">
        <Step words={t('step.queue')} state={queue ?? 'waiting'} />
        <Step words={t('step.subscription')} state={subscription ?? 'waiting'} />
        <Step words={t('step.receive')} state={receive} />
      </ul>
      <Button variant="default" loading={pending} onClick={() => void stop()}>
        {t('step.cancel')}
      </Button>
    </div>
  )
}
