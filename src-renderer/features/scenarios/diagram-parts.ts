import { MarkerType } from '@xyflow/react'
import type { Edge, Node } from '@xyflow/react'
import type { TFunction } from 'i18next'
import type { TwoWaysView } from '#contract'
import type { Format } from '../../lib/use-format.ts'
import { lostOf } from './use-scenario.ts'

export interface PartFacts extends Record<string, unknown> {
  name: string
  /** What it is: a program, a queue. */
  kind: string
  figure: string
  tone?: 'off' | 'attention' | 'danger'
  /** The queue or the topic that it is. */
  queue?: { name: string; queueUrl: string; tab?: 'redrive' }
  topic?: { name: string; topicArn: string }
}

export type PartNode = Node<PartFacts, 'part'>

interface Words {
  view: TwoWaysView
  t: TFunction<'scenarios'>
  format: Format
}

/** Three columns. */
export const [left, middle, right] = [8, 282, 556]
const [direct, queued, dead] = [24, 128, 224]
/** Said beforehand: a part that had to be measured again after each change would be hidden meanwhile. */
const size = { width: 156, height: 72 }

export function place(id: string, x: number, y: number): Omit<PartNode, 'data'> {
  const fixed = { draggable: false, connectable: false, deletable: false } as const
  return { id, type: 'part', position: { x, y }, ...fixed, ...size, measured: size }
}

export function queueAt(url: string | undefined, tab?: 'redrive'): PartFacts['queue'] {
  if (url === undefined) return undefined
  const name = url.slice(url.lastIndexOf('/') + 1)
  return { name, queueUrl: url, ...(tab !== undefined && { tab }) }
}

/** The parts of a scenario, each in its own place. */
export function partsOf({ view, t, format }: Words): PartNode[] {
  const { scenario, controls, direct: calls, queued: sends } = view
  const program = t('part.program')
  const sender = { name: t(`${scenario}.sender`), kind: program }
  const tone = controls.open ? undefined : ('off' as const)
  const receiver = { name: t(`${scenario}.receiver`), kind: program, ...(tone && { tone }) }
  const did = (count: number): string =>
    controls.open ? t(`${scenario}.did`, { count }) : t('part.stopped', { count })
  const waiting = sends.waiting + sends.inFlight
  const queue = queueAt(view.queueUrl)
  const dlq = queueAt(view.deadUrl, 'redrive')
  return [
    {
      ...place('caller', left, direct),
      data: { ...sender, figure: t('part.asked', { count: calls.asked }) },
    },
    {
      ...place('called', right, direct),
      data: { ...receiver, figure: did(calls.done + calls.doneUnknown) },
    },
    {
      ...place('sender', left, queued),
      data: { ...sender, figure: t('part.asked', { count: sends.asked }) },
    },
    {
      ...place('queue', middle, queued),
      data: {
        name: queue?.name ?? t(`${scenario}.queue`),
        kind: t('part.queue'),
        figure: t('part.depth', { count: waiting }),
        ...(queue && { queue }),
      },
    },
    { ...place('receiver', right, queued), data: { ...receiver, figure: did(sends.done) } },
    {
      ...place('dead', middle, dead),
      data: {
        name: dlq?.name ?? `${t(`${scenario}.queue`)}-dlq`,
        kind: t('part.dead'),
        figure: format.number(sends.dead),
        ...(sends.dead > 0 && { tone: 'attention' as const }),
        ...(dlq && { queue: dlq }),
      },
    },
  ]
}

export function edge(source: string, target: string, label: string): Edge {
  return {
    id: `${source}-${target}`,
    ...{ source, target, label, focusable: false, selectable: false },
    markerEnd: { type: MarkerType.ArrowClosed },
  }
}

/** From a part to the one below it. */
export function edgeDown(source: string, target: string, label: string): Edge {
  return { ...edge(source, target, label), sourceHandle: 'down', targetHandle: 'up' }
}

/** What goes from part to part, with its numbers. */
export function waysOf({ view, t, format }: Words): Edge[] {
  const { direct: calls, queued: sends } = view
  const lost = lostOf(view)
  const direct =
    lost === 0
      ? t('way.calls', { count: calls.waiting })
      : t('way.callsLost', { waiting: format.number(calls.waiting), lost: format.number(lost) })
  return [
    edge('caller', 'called', direct),
    edge('sender', 'queue', t('way.accepted', { count: sends.accepted })),
    edge('queue', 'receiver', t('way.inFlight', { count: sends.inFlight })),
    edgeDown('queue', 'dead', t('way.dead')),
  ]
}
