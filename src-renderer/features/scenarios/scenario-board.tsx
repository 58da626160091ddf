import { useTranslation } from 'react-i18next'
import type { FanOutView, ScenarioView, TwoWaysView } from '#contract'
import { FanDiagram } from './fan-diagram.tsx'
import { FanFigures, FanPlaces, FanSummary } from './fan-figures.tsx'
import { ScenarioControlsBar } from './scenario-controls.tsx'
import { TwoWaysDiagram } from './scenario-diagram.tsx'
import { ScenarioFigures } from './scenario-figures.tsx'
import { ScenarioHead } from './scenario-head.tsx'
import { ScenarioLaw } from './scenario-law.tsx'
import { ScenarioSteps } from './scenario-steps.tsx'
import { TwoWaysSummary } from './scenario-summary.tsx'
import styles from './scenarios.module.css'

const isEnded = ({ state }: ScenarioView): boolean => state !== 'idle' && state !== 'running'

function TwoWaysMain({ view }: { view: TwoWaysView }) {
  return (
    <>
      <TwoWaysDiagram view={view} />
      <ScenarioLaw view={view} />
      {isEnded(view) && <TwoWaysSummary view={view} />}
    </>
  )
}

function FanOutMain({ view }: { view: FanOutView }) {
  return (
    <>
      <FanDiagram view={view} />
      <FanPlaces view={view} />
      {isEnded(view) && <FanSummary view={view} />}
    </>
  )
}

/** One scenario: what runs in it, its controls, its picture, its figures, and what to try. */
export function ScenarioBoard({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const isFan = view.scenario === 'fanout'
  return (
    <div className={styles.board}>
      <div className={styles.main}>
        <p className={styles.lead}>{t(`${view.scenario}.lead`)}</p>
        <ScenarioHead view={view} />
        <ScenarioControlsBar key={view.scenario} view={view} />
        {isFan ? <FanOutMain view={view} /> : <TwoWaysMain view={view} />}
      </div>
      <aside className={styles.side} aria-label={t('side')}>
        {isFan ? <FanFigures view={view} /> : <ScenarioFigures view={view} />}
        <ScenarioSteps scenario={view.scenario} />
      </aside>
    </div>
  )
}
