import { LOOK_MAX } from '#contract'
import type { Trace, TraceReason } from '#contract'
import type { LiveRow } from './live-trace.ts'

type Times = Pick<Trace, 'publish' | 'publishedAtMs' | 'endsAtMs'>

/** A tap has no consumers, no backlog and a policy that admits the topic. */
function reasonsByTap({ row }: LiveRow, { publish }: Times): Partial<Record<TraceReason, boolean>> {
  return {
    filter: row.expectation === 'filtered' || row.expectation === 'unknown',
    'new-tap': row.expectation !== 'filtered',
    'uncertain-publish': publish === 'uncertain',
  }
}

function reasonsByLooks(
  { target, row, endings }: LiveRow,
  { publish, publishedAtMs, endsAtMs }: Times,
): Partial<Record<TraceReason, boolean>> {
  const { queue, admission } = target
  return {
    filter: row.expectation === 'filtered' || row.expectation === 'unknown',
    admission: queue !== undefined && admission !== 'admits',
    delay: queue !== undefined && queue.delaySeconds * 1000 >= endsAtMs - publishedAtMs,
    'would-move': endings.has('would-move'),
    'looks-used': endings.has('looks-used'),
    backlog: queue !== undefined && Math.max(queue.visible, row.others) > LOOK_MAX,
    consumers: row.inFlight > 0,
    key: queue?.hasKmsKey ?? false,
    'uncertain-publish': publish === 'uncertain',
  }
}

/** What may be why the message was not seen, as far as anything points to it. */
export function reasonsOf(live: LiveRow, times: Times): TraceReason[] {
  const found = live.tap === undefined ? reasonsByLooks(live, times) : reasonsByTap(live, times)
  const all = Object.entries(found).filter(([, isSo]) => isSo)
  // The keys of the records above.
  const reasons = all.map(([reason]) => reason as TraceReason)
  return reasons.length === 0 ? ['none-known'] : reasons
}
