import type { EntryFilter, GroupCount, Grouping } from '#contract'
import { findText } from '../codecs/decode.ts'
import { previewOf } from '../codecs/preview-of.ts'
import type { Entries } from './entries.ts'
import type { NewEntry } from './entry-codec.ts'
import type { EntrySearch } from './entry-search.ts'
import { groupOf, keyOf } from './group-of.ts'
import type { Segment } from './segments.ts'

export interface GroupQuery {
  filter: EntryFilter
  grouping: Grouping
  /** Positions up to it are passed over. */
  after: number
  hasTime(): boolean
}

export interface GroupResult {
  groups: GroupCount[]
  lookedAt: number
  isEnd: boolean
}

/** An answer with more groups than these ends early. */
const groupsInAnswer = 2_000

function spanWith(group: GroupCount, sentAtMs: number | undefined): Partial<GroupCount> {
  if (sentAtMs === undefined) return {}
  const { firstSentAtMs = sentAtMs, lastSentAtMs = sentAtMs } = group
  return {
    firstSentAtMs: Math.min(firstSentAtMs, sentAtMs),
    lastSentAtMs: Math.max(lastSentAtMs, sentAtMs),
  }
}

/** Counts entries by what makes them alike. */
class Tally {
  readonly #grouping: Grouping
  readonly #groups = new Map<string, GroupCount>()

  constructor(grouping: Grouping) {
    this.#grouping = grouping
  }

  get isFull(): boolean {
    return this.#groups.size >= groupsInAnswer
  }

  get groups(): GroupCount[] {
    return [...this.#groups.values()]
  }

  add(entry: NewEntry, position: number, { source }: Segment): void {
    const of = groupOf(entry, source, this.#grouping)
    let group = this.#groups.get(of.identity)
    if (group === undefined) {
      const preview = previewOf(findText(entry.body) ?? '')
      group = { key: keyOf(of), facts: of.facts(), count: 0, example: { position, preview } }
      this.#groups.set(of.identity, group)
    }
    group.count += 1
    Object.assign(group, spanWith(group, entry.sentAtMs))
  }
}

/** Groups of like entries, in pages, so that it can stop between two. */
export class EntryGroups {
  readonly #entries: Entries
  readonly #search: EntrySearch

  constructor(entries: Entries, search: EntrySearch) {
    this.#entries = entries
    this.#search = search
  }

  /** Of what fits a filter. */
  count(
    segments: readonly Segment[],
    { filter, grouping, after, hasTime }: GroupQuery,
  ): GroupResult {
    const tally = new Tally(grouping)
    const mayGoOn = (): boolean => !tally.isFull && hasTime()
    for (const { segment, offset, places, until } of this.#search.stretches(
      segments,
      filter,
      after,
    )) {
      const last = places.at(-1)
      for (const read of this.#entries.readInTurn(segment.id, places)) {
        for (const { entry, place } of read) tally.add(entry, offset + place + 1, segment)
        const reached = read.at(-1)?.place
        if (reached !== undefined && reached !== last && !mayGoOn()) {
          return { groups: tally.groups, lookedAt: offset + reached + 1, isEnd: false }
        }
      }
      if (!mayGoOn()) return { groups: tally.groups, lookedAt: offset + until, isEnd: false }
    }
    const lookedAt = segments.reduce((sum, { entryCount }) => sum + entryCount, 0)
    return { groups: tally.groups, lookedAt, isEnd: true }
  }

  /** Of the entries at some positions. */
  countAt(
    segments: readonly Segment[],
    positions: readonly number[],
    grouping: Grouping,
  ): GroupCount[] {
    const tally = new Tally(grouping)
    let offset = 0
    for (const segment of segments) {
      const before = offset
      offset += segment.entryCount
      const places = positions
        .filter((at) => at > before && at <= offset)
        .map((at) => at - 1 - before)
      for (const read of this.#entries.readInTurn(segment.id, places)) {
        for (const { entry, place } of read) tally.add(entry, before + place + 1, segment)
      }
    }
    return tally.groups
  }
}
