import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queueUrlSchema, streamArnSchema, topicArnSchema } from '#contract'
import type { Capture, Connection, InputOf } from '#contract'
import { queueList } from '../../../api/queue-list.ts'
import { read } from '../../../api/read.ts'
import { streamList } from '../../../api/stream-list.ts'
import { topicList } from '../../../api/topic-list.ts'
import { newMove, toPace, toShape } from '../../../parts/moves/move-draft.ts'
import type { Filter } from '../page/use-entries.ts'

export const targetKinds = ['queue', 'topic', 'stream'] as const
export type TargetKind = (typeof targetKinds)[number]

type Plan = InputOf<'moves.tryOut'> & { kind: 'replay' }

/** A place that messages can be sent to, by its address. */
interface Place {
  address: string
  name: string
}

/** The places of one kind; of the others nothing is asked. */
function usePlaces(connectionId: string, kind: TargetKind): readonly Place[] {
  const queues = useQuery({ ...queueList(connectionId), enabled: kind === 'queue' })
  const topics = useQuery({ ...topicList(connectionId), enabled: kind === 'topic' })
  const streams = useQuery({ ...streamList(connectionId), enabled: kind === 'stream' })
  const places = {
    queue: queues.data?.queues.map(({ queueUrl, name }) => ({ address: queueUrl, name })),
    topic: topics.data?.topics.map(({ topicArn, name }) => ({ address: topicArn, name })),
    stream: streams.data?.streams.map(({ streamArn, name }) => ({ address: streamArn, name })),
  }
  return places[kind] ?? []
}

function toGoal(kind: TargetKind, address: string | undefined): Plan['to'] | undefined {
  if (kind === 'queue') {
    const { data } = queueUrlSchema.safeParse(address)
    return data && { kind, queueUrl: data }
  }
  if (kind === 'topic') {
    const { data } = topicArnSchema.safeParse(address)
    return data && { kind, topicArn: data }
  }
  const { data } = streamArnSchema.safeParse(address)
  return data && { kind, streamArn: data }
}

interface ReplayOf {
  capture: Capture
  /** What is found is replayed; all of it where nothing is sought. */
  filter: Filter | undefined
  connectionId: string
}

/** Everything that the form of a replay knows. */
export function useReplay({ capture, filter, connectionId }: ReplayOf) {
  const { data } = useQuery(read('connections.list', {}))
  const connections: readonly Connection[] = data?.connections ?? []
  const [pickedId, setConnection] = useState(connectionId)
  const [kind, setKind] = useState<TargetKind>('queue')
  const [address, setAddress] = useState<string>()
  const [draft, setDraft] = useState(newMove)
  const connection = connections.find(({ id }) => id === pickedId)
  const places = usePlaces(pickedId, kind)
  const goal = toGoal(kind, address)
  const pace = toPace(draft)
  const choice = { captureId: capture.id, ...(filter === undefined ? {} : { filter }) }
  const plan: Plan | undefined =
    goal && pace && connection
      ? {
          kind: 'replay',
          connectionId: connection.id,
          to: goal,
          pace,
          choice,
          shape: toShape(draft),
        }
      : undefined
  return {
    ...{ connections, connection, kind, places, address, plan, draft, setAddress },
    toName: places.find((place) => place.address === address)?.name ?? '',
    setConnection: (id: string) => {
      setConnection(id)
      setAddress(undefined)
    },
    setKind: (value: TargetKind) => {
      setKind(value)
      setAddress(undefined)
    },
    onDraft: (change: Partial<typeof draft>) => {
      setDraft((now) => ({ ...now, ...change }))
    },
  }
}
