import { Handle, Position } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PartFacts, PartNode as PartNodeType } from './diagram-parts.ts'
import styles from './scenarios.module.css'

function Name({ data }: { data: PartFacts }) {
  const { t } = useTranslation('scenarios')
  const { queue, topic } = data
  if (topic !== undefined)
    return (
      <Link
        to="/c/$connectionId/topics/$topicName"
        params={{ connectionId: 'sandbox', topicName: topic.name }}
        search={{ arn: topic.topicArn }}
        className={styles.partLink}
        title={t('part.open', { name: topic.name })}
      >
        {topic.name}
      </Link>
    )
  if (queue === undefined) return <span className={styles.partName}>{data.name}</span>
  return (
    <Link
      to="/c/$connectionId/queues/$queueName"
      params={{ connectionId: 'sandbox', queueName: queue.name }}
      search={{ url: queue.queueUrl, ...(queue.tab !== undefined && { tab: queue.tab }) }}
      className={styles.partLink}
      title={t('part.open', { name: queue.name })}
    >
      {queue.name}
    </Link>
  )
}

/** A part of a scenario: what it is, what it has done or holds, and the way to its page. */
export function PartNode({ data }: NodeProps<PartNodeType>) {
  return (
    <div className={styles.part} data-tone={data.tone}>
      <Handle type="target" position={Position.Left} className={styles.handle} />
      <Handle type="target" position={Position.Top} id="up" className={styles.handle} />
      <span className={styles.partKind}>{data.kind}</span>
      <Name data={data} />
      <span className={styles.partFigure}>{data.figure}</span>
      <Handle type="source" position={Position.Right} className={styles.handle} />
      <Handle type="source" position={Position.Bottom} id="down" className={styles.handle} />
    </div>
  )
}
