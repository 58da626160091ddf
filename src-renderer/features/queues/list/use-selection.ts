import { useMemo, useState } from 'react'
import type { Queue } from '#contract'
import { recallView } from '../../../lib/view-memory.ts'

export interface Selection {
  /** The ticked queues that are on the list now: what is hidden by the search is not acted on. */
  ticked: readonly Queue[]
  tickedUrls: ReadonlySet<string>
  setTicked: (queueUrls: ReadonlySet<string>) => void
  currentUrl: string | undefined
  setCurrent: (queueUrl: string) => void
  /** The ticked queues, or the one row that is selected: what a key acts on. */
  meant: readonly Queue[]
}

const nothing: ReadonlySet<string> = new Set()

/** Which rows are meant: many by ticks, one by the cursor. */
export function useSelection(shown: readonly Queue[], memoryKey: string): Selection {
  const [all, setTicked] = useState(nothing)
  const [currentUrl, setCurrent] = useState(() => recallView(memoryKey).selectedId)
  const ticked = useMemo(
    () => (all.size === 0 ? [] : shown.filter(({ queueUrl }) => all.has(queueUrl))),
    [all, shown],
  )
  const tickedUrls = useMemo(
    () => (ticked.length === 0 ? nothing : new Set(ticked.map(({ queueUrl }) => queueUrl))),
    [ticked],
  )
  const current = useMemo(
    () => shown.filter(({ queueUrl }) => queueUrl === currentUrl),
    [shown, currentUrl],
  )
  const meant = ticked.length > 0 ? ticked : current
  return { ticked, tickedUrls, setTicked, currentUrl, setCurrent, meant }
}
