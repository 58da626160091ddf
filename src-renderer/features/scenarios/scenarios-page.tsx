import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { scenarioNames } from '#contract'
import type { ScenarioName } from '#contract'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ScenarioBoard } from './scenario-board.tsx'
import styles from './scenarios.module.css'
import { useScenario } from './use-scenario.ts'

function Scenario({ name }: { name: ScenarioName }) {
  const view = useScenario(name)
  return view === undefined ? <SkeletonRows count={8} /> : <ScenarioBoard view={view} />
}

interface ScenariosPageProps {
  scenario: ScenarioName
  onScenario: (scenario: ScenarioName) => void
}

/** The small living systems of the sandbox, one at a time. */
export function ScenariosPage({ scenario, onScenario }: ScenariosPageProps) {
  const { t } = useTranslation('scenarios')
  const pick = (value: string | null): void => {
    const name = scenarioNames.find((each) => each === value)
    if (name !== undefined) onScenario(name)
  }
  return (
    <Tabs value={scenario} onChange={pick} keepMounted={false} className={styles.page}>
      <Tabs.List className={styles.tabs} aria-label={t('list')}>
        {scenarioNames.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`${name}.title`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {scenarioNames.map((name) => (
        <Tabs.Panel key={name} value={name} className={styles.panel}>
          <Scenario name={name} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
