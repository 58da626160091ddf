import { useTranslation } from 'react-i18next'
import type { ScenarioName } from '#contract'
import styles from './scenarios.module.css'

const steps = ['one', 'two', 'three', 'four'] as const

/** What to try, and what to notice. */
export function ScenarioSteps({ scenario }: { scenario: ScenarioName }) {
  const { t } = useTranslation('scenarios')
  return (
    <section className={styles.steps} aria-label={t('steps')}>
      <h2>{t('steps')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <p className={styles.try}>{t(`${scenario}.step.${step}.try`)}</p>
            <p className={styles.notice}>{t(`${scenario}.step.${step}.notice`)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
