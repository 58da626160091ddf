import { useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { queueUrlSchema } from '#contract'
import type { Capture, InputOf, Queue } from '#contract'
import { queueList } from '../../../api/queue-list.ts'
import { read } from '../../../api/read.ts'
import { newMove, toPace, toShape } from '../../../parts/moves/move-draft.ts'
import type { QueueFacts } from '../queue-facts.ts'
import type { Choice } from './choice-field.tsx'

/** Stands for no one queue among the choices. */
export const EACH_TO_ITS_SOURCE = 'sources'
/** Enough to say how many were chosen; beyond it the number has a plus. */
const FOUND_MAX = 500

/** Captures with something of this queue in them. */
function useCaptures({ queueUrl }: QueueFacts): readonly Capture[] {
  const { data } = useQuery(read('captures.list', {}))
  return (data?.captures ?? []).filter(({ parts }) =>
    parts.some(({ source }) => source.address === queueUrl),
  )
}

type Filter = NonNullable<InputOf<'captures.findEntries'>['filter']>

/** What is typed narrows what the saved filter finds, unless that has a text of its own. */
function filterOf({ text, saved }: Choice): Filter {
  return { ...(text === '' ? {} : { text }), ...saved?.filter }
}

function useFound({ captureId = 0, isAll }: Choice, filter: Filter) {
  const { data } = useQuery({
    ...read('captures.findEntries', { captureId, filter, after: 0, limit: FOUND_MAX }),
    enabled: !isAll && captureId !== 0,
    placeholderData: keepPreviousData,
  })
  return data && { count: data.entries.length, isMore: !data.isEnd, failed: data.failed ?? 0 }
}

/** Queues that messages of this one can go to: a FIFO queue's only to FIFO queues. */
function useTargets({ connection, queueUrl, rules }: QueueFacts): readonly Queue[] {
  const { data } = useQuery(queueList(connection.id))
  return (data?.queues ?? []).filter(
    (queue) => queue.type === rules.type && queue.queueUrl !== queueUrl,
  )
}

type Plan = InputOf<'moves.tryOut'> & { kind: 'redrive' }

/** Everything that the form of a redrive knows. */
export function useRedrive(facts: QueueFacts) {
  const { connection, queueUrl, detail } = facts
  const [draft, setDraft] = useState(newMove)
  const [picked, setPicked] = useState<Partial<Choice>>({})
  const [target, setTarget] = useState<string>()
  const captures = useCaptures(facts)
  const targets = useTargets(facts)
  const { data } = useQuery(read('queues.listSources', { connectionId: connection.id, queueUrl }))
  const sources = data?.sources ?? []
  const isAll = picked.isAll ?? true
  const kept = useQuery(read('searches.list', {}))
  const filters = kept.data?.filters ?? []
  const choice: Choice = {
    ...{ isAll, captureId: picked.captureId ?? captures[0]?.id },
    ...{ text: picked.text ?? '', saved: picked.saved },
  }
  const filter = filterOf(choice)
  const to = target ?? (sources.length === 1 ? sources[0]?.queueUrl : EACH_TO_ITS_SOURCE)
  const pace = toPace(draft)
  const toUrl = queueUrlSchema.safeParse(to)
  const goal: Plan['to'] =
    to !== EACH_TO_ITS_SOURCE && toUrl.success
      ? { kind: 'queue', queueUrl: toUrl.data }
      : { kind: 'sources' }
  const { captureId } = choice
  const chosen =
    isAll || captureId === undefined
      ? {}
      : { choice: { captureId, ...(Object.keys(filter).length === 0 ? {} : { filter }) } }
  const plan: Plan | undefined = pace && {
    ...{ kind: 'redrive', connectionId: connection.id, queueUrl, to: goal, pace },
    ...{ shape: toShape(draft), ...chosen },
  }
  return {
    ...{ draft, choice, captures, filters, targets, sources, plan, setTarget },
    to: to ?? EACH_TO_ITS_SOURCE,
    toName: targets.find((queue) => queue.queueUrl === to)?.name,
    found: useFound(choice, filter),
    about: detail && detail.depth.visible + detail.depth.inFlight,
    onDraft: (change: Partial<typeof draft>) => {
      setDraft((now) => ({ ...now, ...change }))
    },
    onChoice: (change: Partial<Choice>) => {
      setPicked((now) => ({ ...now, ...change }))
      // Edits are of entries of one capture, by their places there: of another they would change other messages.
      if (change.captureId !== undefined || change.isAll !== undefined)
        setDraft((now) => ({ ...now, edits: [] }))
    },
  }
}
