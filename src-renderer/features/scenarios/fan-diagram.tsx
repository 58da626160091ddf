import type { Edge } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { FanOutView } from '#contract'
import { edge, edgeDown, left, middle, place, queueAt, right } from './diagram-parts.ts'
import type { PartNode } from './diagram-parts.ts'
import { Diagram } from './scenario-diagram.tsx'

type Words = TFunction<'scenarios'>

const heights = [12, 112, 212] as const

function topicOf({ topicArn }: FanOutView): { name: string; topicArn: string } | undefined {
  if (topicArn === undefined) return undefined
  return { name: topicArn.slice(topicArn.lastIndexOf(':') + 1), topicArn }
}

function subscriberParts(view: FanOutView, t: Words): PartNode[] {
  return view.subscribers.flatMap((each, index) => {
    const y = heights[index] ?? 0
    const queue = queueAt(each.queueUrl)
    const queueName = queue?.name ?? `shop-${each.name}`
    const filtered = t(each.filter === undefined ? 'fan.noFilter' : 'fan.hasFilter')
    const isMissing = each.missed > 0
    return [
      {
        ...place(`queue-${each.name}`, middle, y),
        data: { name: queueName, kind: t('part.queue'), figure: filtered, ...(queue && { queue }) },
      },
      {
        ...place(each.name, right, y),
        data: {
          name: t(`fan.service.${each.name}`),
          kind: t('part.program'),
          figure: t('fan.needs', { count: each.wanted }),
          ...(isMissing && { tone: 'attention' as const }),
        },
      },
    ]
  })
}

function ways(view: FanOutView, t: Words): Edge[] {
  const published = t('fan.published', { count: view.published })
  const toServices = view.subscribers.flatMap(({ name, received, missed }) => [
    edge('topic', `queue-${name}`, missed === 0 ? '' : t('fan.kept', { count: missed })),
    edge(`queue-${name}`, name, t('fan.got', { count: received })),
  ])
  return [edgeDown('shop', 'topic', published), ...toServices]
}

/** One topic, and the queues of those that hear of what is published to it. */
export function FanDiagram({ view }: { view: FanOutView }) {
  const { t } = useTranslation('scenarios')
  const topic = topicOf(view)
  const refused = t('fan.refused', { count: view.refused })
  const nodes: PartNode[] = [
    {
      ...place('shop', left, heights[0]),
      data: { name: t('fan.publisher'), kind: t('part.program'), figure: refused },
    },
    {
      ...place('topic', left, heights[1]),
      data: {
        name: topic?.name ?? 'shop-orders',
        kind: t('part.topic'),
        figure: t('fan.subscribed', { count: view.subscribers.length }),
        ...(topic && { topic }),
      },
    },
    ...subscriberParts(view, t),
  ]
  return <Diagram nodes={nodes} edges={ways(view, t)} />
}
