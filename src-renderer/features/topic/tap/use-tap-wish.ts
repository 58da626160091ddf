import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { TapDelivery } from '#contract'
import { read } from '../../../api/read.ts'
import type { TopicFacts } from '../topic-facts.ts'

/** From when on: now, or of an archive so far back. */
export const tapPoints = ['now', 'hour', 'day', 'archive'] as const
export type TapPoint = (typeof tapPoints)[number]

const backMs = { hour: 3_600_000, day: 86_400_000 } as const

interface Archive {
  retentionDays: number
  beginsAtMs?: number | undefined
}

function fromMsOf(point: TapPoint, archive: Archive | undefined): number | undefined {
  if (archive === undefined || point === 'now') return undefined
  const earliestMs = archive.beginsAtMs ?? Date.now() - archive.retentionDays * backMs.day
  return point === 'archive' ? earliestMs : Math.max(earliestMs, Date.now() - backMs[point])
}

/** How the user wants the tap, and what main would make of it. */
export function useTapWish({ connection, topicArn, detail }: TopicFacts) {
  const [delivery, setDelivery] = useState<TapDelivery>('enveloped')
  const [point, setPoint] = useState<TapPoint>('now')
  const planned = useQuery({
    ...read('taps.plan', { connectionId: connection.id, topicArn, delivery }),
    // A plan names the tap it is for, and each tap is another.
    gcTime: 0,
    staleTime: 0,
    placeholderData: (previous) => previous,
  })
  const archive = planned.data?.archive ?? detail?.archive
  return {
    delivery,
    setDelivery,
    point,
    setPoint,
    planned,
    archive,
    fromMs: (): number | undefined => fromMsOf(point, archive),
  }
}
