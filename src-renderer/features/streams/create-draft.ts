import { SHARDS_MAX, isStreamName } from '#contract'
import type { InputOf, Stream, StreamMode } from '#contract'
import { hasTagProblem, parseTags } from '../../parts/tags/tag-text.ts'

export interface CreateDraft {
  name: string
  mode: StreamMode
  /** As typed. */
  shards: string
  /** One a line, `key=value`. */
  tags: string
}

export const emptyCreateDraft: CreateDraft = {
  name: '',
  mode: 'provisioned',
  shards: '1',
  tags: '',
}

export function findShards({ shards }: CreateDraft): number | undefined {
  const count = /^\d{1,5}$/.test(shards) ? Number(shards) : 0
  return count >= 1 && count <= SHARDS_MAX ? count : undefined
}

export function findNameProblem(
  { name }: CreateDraft,
  streams: readonly Stream[],
): 'taken' | 'invalid' | undefined {
  if (streams.some((stream) => stream.name === name)) return 'taken'
  return isStreamName(name) ? undefined : 'invalid'
}

/** The draft as an input; undefined while something is wrong with it. */
export function findCreateInput(
  connectionId: string,
  draft: CreateDraft,
  streams: readonly Stream[],
): InputOf<'streams.create'> | undefined {
  const { name, mode, tags } = draft
  const shards = findShards(draft)
  if (findNameProblem(draft, streams) !== undefined || hasTagProblem(tags)) return undefined
  if (mode === 'provisioned' && shards === undefined) return undefined
  const capacity = mode === 'on-demand' ? { mode } : { mode, shards: shards ?? 1 }
  return { connectionId, name, capacity, tags: parseTags(tags) }
}
