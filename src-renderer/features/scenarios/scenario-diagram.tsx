import '@xyflow/react/dist/base.css'
import { ReactFlow } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import type { ScenarioView } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { partsOf, waysOf } from './diagram-parts.ts'
import { PartNode } from './part-node.tsx'
import styles from './scenarios.module.css'

const nodeTypes = { part: PartNode }
/** Everything has its place: what moves are the numbers. */
const still = {
  ...{ nodesDraggable: false, nodesConnectable: false, elementsSelectable: false },
  ...{ panOnDrag: false, panOnScroll: false, zoomOnScroll: false, zoomOnPinch: false },
  ...{ zoomOnDoubleClick: false, preventScrolling: false },
} as const
const place = { x: 0, y: 0, zoom: 1 }

/** The picture of a scenario: above the services that call each other, below those with a queue between them. */
export function ScenarioDiagram({ view }: { view: ScenarioView }) {
  const { t } = useTranslation('scenarios')
  const format = useFormat()
  const words = { view, t, format }
  const nodes = partsOf(words).map((node) => ({
    ...node,
    ariaLabel: `${node.data.kind} ${node.data.name}: ${node.data.figure}`,
  }))
  return (
    <section className={styles.diagram} aria-label={t('diagram')}>
      <span className={styles.half}>{t('half.direct')}</span>
      <span className={styles.half}>{t('half.queued')}</span>
      <ReactFlow
        {...still}
        nodes={nodes}
        edges={waysOf(words)}
        nodeTypes={nodeTypes}
        defaultViewport={place}
        proOptions={{ hideAttribution: true }}
      />
    </section>
  )
}
