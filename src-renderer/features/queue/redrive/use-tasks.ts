import { useQuery } from '@tanstack/react-query'
import type { OutputOf } from '#contract'
import { read } from '../../../api/read.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import type { QueueFacts } from '../queue-facts.ts'

/** While one runs. */
const RUNNING_MS = 5_000
/** Somebody else may start one. */
const RESTING_MS = 60_000

type Listed = OutputOf<'tasks.list'>

export interface Tasks {
  tasks: Listed['tasks']
  isRunning: boolean
  /** Why this queue can have none; undefined while that is not known. */
  whyNone: 'lacking' | 'notDeadLetters' | 'unread' | undefined
  isKnown: boolean
  error: WeirError | undefined
  reread: () => void
}

function isRunning(listed: Listed | undefined): boolean {
  return listed?.tasks.some(({ state }) => state === 'running' || state === 'cancelling') ?? false
}

/** SQS's own move tasks of a queue, read again and again while they are shown. */
export function useTasks({ connection, queueUrl }: QueueFacts): Tasks {
  const at = { connectionId: connection.id, queueUrl }
  const { data: sources, isError: hasNoSources } = useQuery(read('queues.listSources', at))
  // SQS refuses to list the tasks of a queue that is nobody's dead-letter queue.
  const isNobodys = sources?.sources.length === 0 && sources.unread === 0
  const { data, error, refetch } = useQuery({
    ...read('tasks.list', at),
    // Who may not list the sources may list the tasks all the same.
    enabled: (sources !== undefined || hasNoSources) && !isNobodys,
    refetchInterval: ({ state }) => {
      if (state.error !== null || state.data?.isOffered === false) return false
      return isRunning(state.data) ? RUNNING_MS : RESTING_MS
    },
  })
  const whyUnlisted = error === null ? undefined : ('unread' as const)
  const whyNone = data?.isOffered === false ? ('lacking' as const) : whyUnlisted
  return {
    tasks: data?.tasks ?? [],
    isRunning: isRunning(data),
    whyNone: isNobodys ? 'notDeadLetters' : whyNone,
    isKnown: data !== undefined,
    error: error ?? undefined,
    reread: () => {
      if (!isNobodys) void refetch()
    },
  }
}
