import { describe, expect, it } from 'vitest'
import { packRows, recordRowSchema } from '#contract'
import type { RecordRow } from '#contract'
import { ROWS_MAX, TimelineRows } from './timeline-rows.ts'

function row(index: number, arrivalMs: number): RecordRow {
  return recordRowSchema.parse({
    ...{ index, arrivalMs, shardId: 'shardId-000000000000', sequenceNumber: String(index) },
    ...{ bytes: 1, preview: 'x', isText: true },
  })
}

function indexes(rows: TimelineRows): number[] {
  return rows.timeline.rows.map(({ index }) => index)
}

describe('the rows of a timeline', () => {
  it('are sorted by arrival, whichever shard was read first', () => {
    const rows = new TimelineRows()
    rows.add({ run: 1, packedRows: packRows([row(1, 100), row(2, 300), row(3, 500)]) })
    rows.add({ run: 1, packedRows: packRows([row(4, 50), row(5, 300), row(6, 400), row(7, 900)]) })
    expect(indexes(rows)).toEqual([4, 1, 2, 5, 6, 3, 7])
  })

  it('come once, also when a feed that broke brings them again', () => {
    const rows = new TimelineRows()
    rows.add({ run: 1, packedRows: packRows([row(1, 1), row(2, 2)]) })
    rows.add({ run: 1, packedRows: packRows([row(1, 1), row(2, 2), row(3, 3)]) })
    expect(indexes(rows)).toEqual([1, 2, 3])
    expect(rows.timeline.received).toBe(3)
  })

  it('begin anew with another run', () => {
    const rows = new TimelineRows()
    rows.add({ run: 1, packedRows: packRows([row(1, 1), row(2, 2)]) })
    rows.add({ run: 2, packedRows: packRows([row(1, 9)]) })
    expect(indexes(rows)).toEqual([1])
  })

  it('are the newest, and say how many were let go', () => {
    const rows = new TimelineRows()
    const all = Array.from({ length: ROWS_MAX + 7 }, (_, index) => row(index + 1, index))
    rows.add({ run: 1, packedRows: packRows(all.slice(0, 5)) })
    rows.add({ run: 1, packedRows: packRows(all.slice(5)) })
    const { timeline } = rows
    expect(timeline.rows).toHaveLength(ROWS_MAX)
    expect(timeline).toMatchObject({ received: ROWS_MAX + 7, letGo: 7 })
    expect(timeline.rows[0]?.index).toBe(8)
  })
})
