import '@xyflow/react/dist/base.css'
import { ReactFlow } from '@xyflow/react'
import type { Edge } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import type { TwoWaysView } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { partsOf, waysOf } from './diagram-parts.ts'
import type { PartNode as PartNodeType } from './diagram-parts.ts'
import { PartNode } from './part-node.tsx'
import styles from './scenarios.module.css'

const nodeTypes = { part: PartNode }
/** Everything has its place: what moves are the numbers. */
const still = {
  ...{ nodesDraggable: false, nodesConnectable: false, elementsSelectable: false },
  ...{ panOnDrag: false, panOnScroll: false, zoomOnScroll: false, zoomOnPinch: false },
  ...{ zoomOnDoubleClick: false, preventScrolling: false },
} as const
const home = { x: 0, y: 0, zoom: 1 }

interface DiagramProps {
  nodes: PartNodeType[]
  edges: Edge[]
  /** What the rows are, from above. */
  rows?: readonly string[]
}

/** Parts in their places, and what goes between them. */
export function Diagram({ nodes, edges, rows = [] }: DiagramProps) {
  const { t } = useTranslation('scenarios')
  const named = nodes.map((node) => ({
    ...node,
    ariaLabel: `${node.data.kind} ${node.data.name}: ${node.data.figure}`,
  }))
  return (
    <section className={styles.diagram} aria-label={t('diagram')}>
      {rows.map((row) => (
        <span key={row} className={styles.half}>
          {row}
        </span>
      ))}
      <ReactFlow
        {...still}
        nodes={named}
        edges={edges}
        nodeTypes={nodeTypes}
        defaultViewport={home}
        proOptions={{ hideAttribution: true }}
      />
    </section>
  )
}

/** Above the services that call each other, below those with a queue between them. */
export function TwoWaysDiagram({ view }: { view: TwoWaysView }) {
  const { t } = useTranslation('scenarios')
  const format = useFormat()
  const words = { view, t, format }
  const rows = [t('half.direct'), t('half.queued')]
  return <Diagram nodes={partsOf(words)} edges={waysOf(words)} rows={rows} />
}
