import type { OutputOf, Stream } from '#contract'

export type TailSummary = OutputOf<'records.listTails'>['tails'][number]

/** Why a stream wants a look. Of other readers than Weir, Kinesis itself does not tell. */
export type StreamConcern = { stream: Stream } & (
  | { kind: 'gap'; count: number }
  | { kind: 'failed' }
  | { kind: 'throttled'; count: number }
  | { kind: 'behind'; behindMs: number }
  | { kind: 'status'; status: 'CREATING' | 'DELETING' | 'UPDATING' }
)

/** A tail that has only begun is behind for a moment. */
const behindFromMs = 10_000

/** The worst of what one tail says. */
function concernOf(stream: Stream, tail: TailSummary): StreamConcern[] {
  const { state, gaps, throttles, behindMs } = tail
  if (gaps > 0) return [{ kind: 'gap', stream, count: gaps }]
  if (state === 'failed') return [{ kind: 'failed', stream }]
  if (throttles > 0) return [{ kind: 'throttled', stream, count: throttles }]
  return behindMs >= behindFromMs ? [{ kind: 'behind', stream, behindMs }] : []
}

const order = { gap: 0, failed: 1, throttled: 2, behind: 3, status: 4 }

/** The streams that want a look, those that lose records first. Of several tails of a stream the newest counts. */
export function findStreamConcerns(
  streams: readonly Stream[],
  tails: readonly TailSummary[],
): StreamConcern[] {
  return streams
    .flatMap((stream): StreamConcern[] => {
      const tail = tails.find(({ streamArn }) => streamArn === stream.streamArn)
      const { status = 'ACTIVE' } = stream
      return [
        ...(tail === undefined ? [] : concernOf(stream, tail)),
        ...(status === 'ACTIVE' ? [] : [{ kind: 'status' as const, stream, status }]),
      ]
    })
    .sort((one, other) => order[one.kind] - order[other.kind])
}
