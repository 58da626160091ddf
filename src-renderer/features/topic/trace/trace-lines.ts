import type {
  FilterBlocker,
  FilterScope,
  Trace,
  TraceExpectation,
  TraceRow,
  TraceTarget,
} from '#contract'

/** One subscription: what is expected of it, and in a trace what was seen. */
export interface TraceLine {
  target: TraceTarget
  expectation: TraceExpectation | 'reading'
  blocker?: FilterBlocker | undefined
  isByMark?: boolean | undefined
  row?: TraceRow
  /** Before: a tap is to stand in for it. */
  isTapped?: boolean
}

interface Judged {
  passes?: boolean[] | undefined
  blocker?: FilterBlocker | undefined
}

/** As main judges it once more when it publishes; here while one types. */
export function expectedOf(
  target: TraceTarget,
  judged: Judged | undefined,
): Pick<TraceLine, 'expectation' | 'blocker'> {
  if (target.state !== 'confirmed') return { expectation: target.state }
  if (target.filterPolicy === undefined) return { expectation: 'unknown' }
  if (target.filterPolicy !== '') {
    if (judged === undefined) return { expectation: 'reading' }
    if (judged.passes === undefined) return { expectation: 'unknown' }
    if (judged.blocker !== undefined) return { expectation: 'filtered', blocker: judged.blocker }
  }
  if (target.unwatched === 'no-queue') return { expectation: 'no-queue' }
  const isKeptOut = target.admission === 'silent' || target.admission === 'denies'
  return { expectation: isKeptOut ? 'not-admitted' : 'delivered' }
}

export function isWatchable({ queue, deadLetterQueue }: TraceTarget): boolean {
  return (queue ?? deadLetterQueue) !== undefined
}

/** What a subscription gets is known where its filter is; then a tap can get the same. */
export function isTappable({ state, subscriptionArn, filterPolicy }: TraceTarget): boolean {
  return state === 'confirmed' && subscriptionArn !== undefined && filterPolicy !== undefined
}

/** Ticked unless the user chose otherwise: what gets the message and costs nobody anything by a look. */
export function isWatchedByDefault({ target, expectation }: TraceLine): boolean {
  return expectation === 'delivered' && target.queue?.costs.length === 0
}

export function linesOf({ targets, rows }: Trace): TraceLine[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return targets.map((target) => {
    const row = byId.get(target.id)
    if (row === undefined) return { target, expectation: 'unknown' }
    const { expectation, blocker, isByMark } = row
    return { target, expectation, blocker, isByMark, row }
  })
}

export function scopeOf({ filterScope = 'MessageAttributes' }: TraceTarget): FilterScope {
  return filterScope
}

/** A name that people know: of a queue its own, of others the endpoint. */
export function nameOf({ endpoint }: Pick<TraceTarget, 'endpoint'>): string {
  return endpoint.startsWith('arn:') ? (endpoint.split(':').at(-1) ?? endpoint) : endpoint
}

/** Seen and to be seen, by looks and by taps. */
export function countArrived({ rows }: Trace) {
  const watched = rows.filter(({ state }) => state !== 'unwatched')
  const tapped = watched.filter(({ tap }) => tap !== undefined).length
  const inState = (wanted: TraceRow['state']): number =>
    watched.filter(({ state }) => state === wanted).length
  return {
    arrived: inState('arrived'),
    watched: watched.length - tapped,
    sent: inState('sent'),
    tapped,
  }
}
