import type { CaptureCoverage, CaptureId, EntryFilter, EntryRow, Grouping } from '#contract'
import type { CaptureChange, NewCapture } from './captures-table.ts'
import type { NewEntry } from './entry-codec.ts'
import type { NewSegment } from './segments.ts'

/** A page by position, from 1. */
export interface PageQuery {
  captureId: CaptureId
  from: number
  limit: number
}

export interface FindQuery {
  captureId: CaptureId
  filter: EntryFilter
  after: number
  limit: number
  /** How long the thread may look before it answers with what it has. */
  patienceMs: number
}

export interface FindAnswer {
  rows: EntryRow[]
  lookedAt: number
  isEnd: boolean
}

export interface GroupsQuery extends Omit<FindQuery, 'limit'> {
  grouping: Grouping
}

/** Entries that are already known to fit. */
export interface GroupsAtQuery {
  captureId: CaptureId
  positions: readonly number[]
  grouping: Grouping
}

export interface SegmentEnd {
  endedAtMs: number
  coverage: CaptureCoverage
}

export interface DiskUse {
  bytes: number
  captures: number
  entries: number
  /** Entries of removed captures are still being taken off the disk. */
  isRemoving: boolean
}

/** What the captures' thread is asked. */
export type CaptureQuestion =
  | { ask: 'begin'; capture: NewCapture }
  | { ask: 'extend'; captureId: CaptureId; segment: NewSegment }
  | { ask: 'add'; segmentId: number; entries: readonly NewEntry[] }
  | { ask: 'finish'; segmentId: number; end: SegmentEnd }
  | { ask: 'list' }
  | { ask: 'get'; captureId: CaptureId }
  | { ask: 'change'; captureId: CaptureId; change: CaptureChange }
  | { ask: 'merge'; captureIds: readonly CaptureId[] }
  | { ask: 'delete'; captureIds: readonly CaptureId[] }
  | { ask: 'abandon'; captureId: CaptureId }
  | { ask: 'deleteOlder'; thanMs: number }
  | { ask: 'wipe' }
  | { ask: 'use' }
  | { ask: 'rows'; page: PageQuery }
  | { ask: 'read'; page: PageQuery }
  | { ask: 'readAt'; captureId: CaptureId; positions: readonly number[] }
  | { ask: 'find'; query: FindQuery }
  | { ask: 'group'; query: GroupsQuery }
  | { ask: 'groupAt'; query: GroupsAtQuery }
  | { ask: 'close' }

export interface CaptureThreadStart {
  path: string
  nowMs: number
}
