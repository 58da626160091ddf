import { useDeferredValue, useMemo } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { TRACE_ATTRIBUTE, TRACE_ATTRIBUTES_MAX, TRACE_TAPS_MAX } from '#contract'
import type { Announcement, Trace, TraceId, TraceTarget } from '#contract'
import { read } from '../../../api/read.ts'
import { useFeed } from '../../../api/use-feed.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { useStore } from '../../../lib/store.ts'
import { toAnnouncement } from '../../../parts/send-draft.ts'
import type { SendDraft } from '../../../parts/send-draft.ts'
import { rulesOfFacts, toFiltered } from '../publish/publish-draft.ts'
import type { TopicFacts } from '../topic-facts.ts'
import type { TopicMemory } from '../topic-memory.ts'
import { expectedOf, isTappable, isWatchable, isWatchedByDefault, linesOf } from './trace-lines.ts'
import type { TraceLine } from './trace-lines.ts'

export interface TraceParts {
  facts: TopicFacts
  memory: TopicMemory
}

const none: readonly TraceTarget[] = []

/** Stands for the mark while one types; its value is not known before main makes it. */
const mark = { name: TRACE_ATTRIBUTE, type: 'String', value: 'weir' }

function useJudged(targets: readonly TraceTarget[], draft: SendDraft) {
  const message = useMemo(() => {
    const { body, attributes } = toFiltered(draft)
    const hasRoom = attributes.length < TRACE_ATTRIBUTES_MAX
    return { body, attributes: hasRoom ? [...attributes, mark] : attributes }
  }, [draft])
  const policies = targets.flatMap(
    ({ id, filterPolicy: text = '', filterScope: scope = 'MessageAttributes' }) =>
      text === '' ? [] : [{ id, text, scope }],
  )
  const { data } = useQuery({
    ...read('filters.judge', { policies, messages: [message] }),
    enabled: policies.length > 0,
    placeholderData: keepPreviousData,
    // Each keystroke is a key of its own.
    gcTime: 0,
  })
  return useMemo(() => new Map(data?.rows.map((row) => [row.id, row])), [data])
}

/** What the taps would make, and what forbids them; read anew for what is chosen. */
function useTapPlan({ facts }: TraceParts, traceId: TraceId | undefined, ids: readonly string[]) {
  const at = { connectionId: facts.connection.id, topicArn: facts.topicArn }
  return useQuery({
    ...read('traces.planTaps', { ...at, traceId: traceId ?? '', ids: [...ids] }),
    enabled: traceId !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}

/** What would be watched, at what cost, and what would keep the draft out; kept up while typing. */
export function useTracePlan({ facts, memory }: TraceParts) {
  const planned = useQuery({
    ...read('traces.plan', { connectionId: facts.connection.id, topicArn: facts.topicArn }),
    // A plan is for one message, and depths change.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const draft = useDeferredValue(useStore(memory.traceDraft))
  const targets = planned.data?.targets ?? none
  const judged = useJudged(targets, draft)
  const tapTicks = useStore(memory.traceTaps)
  const tapped = useMemo(() => {
    const ids = targets.filter((target) => isTappable(target) && tapTicks.has(target.id))
    return new Set(ids.slice(0, TRACE_TAPS_MAX).map(({ id }) => id))
  }, [targets, tapTicks])
  const tapPlan = useTapPlan({ facts, memory }, planned.data?.traceId, [...tapped])
  const lines = useMemo(
    () =>
      targets.map((target): TraceLine => ({
        target,
        ...expectedOf(target, judged.get(target.id)),
        isTapped: tapped.has(target.id),
      })),
    [targets, judged, tapped],
  )
  const ticks = useStore(memory.traceTicks)
  const watched = useMemo(() => {
    const isWanted = (line: TraceLine): boolean =>
      ticks === undefined ? isWatchedByDefault(line) : ticks.has(line.target.id)
    const ids = lines.filter(
      (line) => isWatchable(line.target) && line.isTapped !== true && isWanted(line),
    )
    return new Set(ids.map(({ target }) => target.id))
  }, [lines, ticks])
  return { planned, lines, watched, tapped, tapPlan }
}

/** Empty ids are main's to fill: the mark takes their place. */
function toTraced(facts: TopicFacts, draft: SendDraft): Announcement {
  const { groupId = '', ...rest } = toAnnouncement(draft, rulesOfFacts(facts))
  return groupId === '' ? rest : { ...rest, groupId }
}

type Plan = ReturnType<typeof useTracePlan>

function useStart({ facts, memory }: TraceParts, { planned, watched, tapped }: Plan) {
  const { t } = useTranslation('trace')
  const { run, ...operation } = useOperation('traces.start')
  const { connection, topicArn, name } = facts
  const start = async (): Promise<void> => {
    if (planned.data === undefined) return
    const seconds = memory.traceSeconds.get()
    const { traceId } = planned.data
    const outcome = await run(
      {
        ...{ connectionId: connection.id, topicArn, traceId, seconds },
        ...{ watch: [...watched], taps: [...tapped] },
        ...toTraced(facts, memory.traceDraft.get()),
      },
      {
        confirm: {
          title: t('confirmTitle'),
          verb: t('verb'),
          body: [
            t('confirmBody', {
              ...{ topic: name, connection: connection.name, count: watched.size, seconds },
            }),
            ...(tapped.size > 0 ? [t('confirmTaps', { count: tapped.size })] : []),
          ].join(' '),
        },
      },
    )
    if (outcome.state === 'done') memory.trace.set(outcome.output.trace)
    else if (outcome.state === 'failed') void planned.refetch()
  }
  return { start, ...operation }
}

/** The trace of this page, as it goes on, and the button that begins one. */
export function useTrace(parts: TraceParts, plan: Plan) {
  const { facts, memory } = parts
  const trace = useStore(memory.trace)
  const started = useStart(parts, plan)
  const stopped = useOperation('traces.stop')
  const at = { connectionId: facts.connection.id, topicArn: facts.topicArn }
  const traceId = trace?.state === 'watching' ? trace.traceId : undefined
  const followed = useFeed(
    'traces.follow',
    traceId === undefined ? undefined : { ...at, traceId },
    {
      onItem: (item) => {
        memory.trace.set(item.trace)
      },
    },
  )
  const stop = async (of: Trace): Promise<void> => {
    const outcome = await stopped.run({ ...at, traceId: of.traceId })
    if (outcome.state === 'done') memory.trace.set(outcome.output.trace)
  }
  const again = (): void => {
    memory.trace.set(undefined)
    started.reset()
    void plan.planned.refetch()
  }
  return {
    trace,
    lines: useMemo(() => (trace === undefined ? undefined : linesOf(trace)), [trace]),
    error: started.error ?? followed.error,
    isStarting: started.pending,
    isStopping: stopped.pending,
    ...{ start: started.start, stop, again },
  }
}
