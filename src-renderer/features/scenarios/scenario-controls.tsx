import { useState } from 'react'
import { Button, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SCENARIO_LIMITS } from '#contract'
import type { ScenarioControls, ScenarioView } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './scenarios.module.css'

type NumberName = Exclude<keyof ScenarioControls, 'open' | 'broken'>

interface NumberFieldProps {
  label: string
  initial: number
  min: number
  max: number
  hint?: string | undefined
  onNumber: (value: number) => void
}

/** Keeps what is being typed to itself, and tells what is a number within its bounds. */
function NumberField({ label, initial, min, max, hint, onNumber }: NumberFieldProps) {
  const [value, setValue] = useState<number | string>(initial)
  return (
    <NumberInput
      size="xs"
      label={label}
      className={styles.field}
      min={min}
      max={max}
      clampBehavior="blur"
      allowNegative={false}
      value={value}
      {...(hint !== undefined && { description: hint })}
      onChange={(next) => {
        setValue(next)
        if (typeof next === 'number' && next >= min && next <= max) onNumber(next)
      }}
    />
  )
}

const fields = {
  store: ['ratePerS', 'doesPerS', 'failEvery'],
  burst: ['doesPerS', 'workers', 'failEvery'],
  fanout: ['ratePerS'],
} as const satisfies Record<ScenarioView['scenario'], readonly NumberName[]>

const bounds: Record<NumberName, { min: number; max: number }> = {
  ratePerS: { min: 0, max: SCENARIO_LIMITS.askedPerS },
  doesPerS: { min: 0.1, max: SCENARIO_LIMITS.ratePerS },
  failEvery: { min: 0, max: 1000 },
  workers: { min: 0, max: SCENARIO_LIMITS.workers },
}

/** A burst and a worker that dies: once, at the press of a button. */
function Actions({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const act = useOperation('scenarios.act')
  const { scenario } = view
  const isRunning = view.state === 'running'
  return (
    <>
      <Button
        disabled={!isRunning || view.full}
        title={isRunning ? undefined : t('startFirst')}
        onClick={() => void act.run({ scenario, action: 'send-burst' })}
      >
        {t('burst.send', { count: SCENARIO_LIMITS.burst })}
      </Button>
      <Button
        variant="default"
        disabled={!isRunning || view.controls.workers === 0}
        title={isRunning ? undefined : t('startFirst')}
        onClick={() => void act.run({ scenario, action: 'kill-worker' })}
      >
        {t('burst.kill')}
      </Button>
    </>
  )
}

/** Whether what the switch of a scenario breaks is whole. */
function isOn({ scenario, controls }: ScenarioView): boolean {
  return scenario === 'fanout' ? !controls.broken : controls.open
}

function switched({ scenario, controls }: ScenarioView): Partial<ScenarioControls> {
  return scenario === 'fanout' ? { broken: !controls.broken } : { open: !controls.open }
}

/** What can be changed while it runs. */
export function ScenarioControlsBar({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const wordError = useErrorWords()
  const { run, error } = useOperation('scenarios.set')
  const { scenario, controls } = view
  const isOverRate = controls.ratePerS > SCENARIO_LIMITS.ratePerS
  return (
    <section className={styles.controls} aria-label={t('controls')}>
      {fields[scenario].map((name) => (
        <NumberField
          key={name}
          label={t(`${scenario}.control.${name}`)}
          initial={controls[name]}
          {...bounds[name]}
          hint={
            name === 'ratePerS' && isOverRate
              ? t('overRate', { limit: SCENARIO_LIMITS.ratePerS })
              : undefined
          }
          onNumber={(value) => void run({ scenario, controls: { [name]: value } })}
        />
      ))}
      <Button variant="default" onClick={() => void run({ scenario, controls: switched(view) })}>
        {t(isOn(view) ? `${scenario}.close` : `${scenario}.open`)}
      </Button>
      {scenario === 'burst' && <Actions view={view} />}
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
    </section>
  )
}
