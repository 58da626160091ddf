import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconLoader,
  IconPlayerPlay,
  IconPlayerStop,
  IconRotate2,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ScenarioView } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './scenarios.module.css'

const icons = {
  idle: IconPlayerStop,
  preparing: IconLoader,
  running: IconPlayerPlay,
  stopped: IconPlayerStop,
  failed: IconAlertTriangle,
  cut: IconAlertTriangle,
} as const

function State({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const StateIcon = icons[view.state]
  return (
    <span className={styles.state} data-state={view.state} role="status">
      <StateIcon size={14} stroke={1.5} aria-hidden />
      {t(`state.${view.state}`)}
      <span className={styles.dim}>{t('seed', { seed: String(view.seed) })}</span>
    </span>
  )
}

/** What went wrong with the run, or holds it up. */
function Trouble({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const format = useFormat()
  const { endedAtMs, reason = '' } = view
  return (
    <>
      {view.state === 'cut' && endedAtMs !== undefined && (
        <AttentionLine>{t('cut', { time: format.clock(endedAtMs) })}</AttentionLine>
      )}
      {view.state === 'failed' && <AttentionLine>{t('failed', { reason })}</AttentionLine>}
      {view.full && <AttentionLine>{t('full')}</AttentionLine>}
    </>
  )
}

/** How a scenario stands, and the buttons that begin and end a run. */
export function ScenarioHead({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const wordError = useErrorWords()
  const start = useOperation('scenarios.start')
  const stop = useOperation('scenarios.stop')
  const reset = useOperation('scenarios.reset')
  const { scenario } = view
  const isOn = view.state === 'running' || view.state === 'preparing'
  const error = start.error ?? stop.error ?? reset.error
  return (
    <>
      <div className={styles.head}>
        {isOn ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            loading={stop.pending}
            onClick={() => void stop.run({ scenario })}
          >
            {t('stop')}
          </Button>
        ) : (
          <Button
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            title={t('startHint')}
            loading={start.pending}
            onClick={() => void start.run({ scenario })}
          >
            {t('start')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconRotate2 size={14} aria-hidden />}
          title={t('resetHint')}
          disabled={view.state === 'idle'}
          loading={reset.pending}
          onClick={() => void reset.run({ scenario })}
        >
          {t('reset')}
        </Button>
        <State view={view} />
      </div>
      <Trouble view={view} />
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
    </>
  )
}
