import type { EntryGroup } from '#contract'
import type { Entries } from './entries.ts'
import type { NewEntry } from './entry-codec.ts'
import { groupOf, keyOf } from './group-of.ts'
import type { Segment } from './segments.ts'

interface Chosen {
  segment: Segment
  places: readonly number[]
  groups: readonly EntryGroup[]
}

/** Those of the places whose entries are in every one of the groups. */
export function inGroups(entries: Entries, { segment, places, groups }: Chosen): readonly number[] {
  if (groups.length === 0) return places
  const isIn = (entry: NewEntry): boolean =>
    groups.every(({ grouping, key }) => keyOf(groupOf(entry, segment.source, grouping)) === key)
  const inThem: number[] = []
  for (const read of entries.readInTurn(segment.id, places)) {
    for (const { entry, place } of read) if (isIn(entry)) inThem.push(place)
  }
  return inThem
}
