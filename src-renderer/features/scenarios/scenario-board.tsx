import { useTranslation } from 'react-i18next'
import type { ScenarioView } from '#contract'
import { ScenarioControlsBar } from './scenario-controls.tsx'
import { ScenarioDiagram } from './scenario-diagram.tsx'
import { ScenarioFigures } from './scenario-figures.tsx'
import { ScenarioHead } from './scenario-head.tsx'
import { ScenarioLaw } from './scenario-law.tsx'
import { ScenarioSteps } from './scenario-steps.tsx'
import { ScenarioSummary } from './scenario-summary.tsx'
import styles from './scenarios.module.css'

/** One scenario: what runs in it, its controls, its picture, its figures, and what to try. */
export function ScenarioBoard({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  return (
    <div className={styles.board}>
      <div className={styles.main}>
        <p className={styles.lead}>{t(`${view.scenario}.lead`)}</p>
        <ScenarioHead view={view} />
        <ScenarioControlsBar key={view.scenario} view={view} />
        <ScenarioDiagram view={view} />
        <ScenarioLaw view={view} />
        {view.state !== 'idle' && view.state !== 'running' && <ScenarioSummary view={view} />}
      </div>
      <aside className={styles.side} aria-label={t('side')}>
        <ScenarioFigures view={view} />
        <ScenarioSteps scenario={view.scenario} />
      </aside>
    </div>
  )
}
