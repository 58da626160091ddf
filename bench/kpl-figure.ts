import { createHash } from 'node:crypto'
import { splitKpl } from '../src-main/streams/kpl.ts'
import { kplFrame } from '../src-main/lib/kpl-frame.ts'
import type { Figure } from './figure.ts'
import { interleaved } from './interleaved.ts'

const pairs = 9
const rounds = 25
/** Different frames, again and again: one alone would stay in the processor's nearest memory. */
const frameCount = 50
/** About what the library fills by default: 51,200 bytes. */
const recordsPerFrame = 200
const recordBytes = 230
/** Some keys come often, as they do where there is a reason to look. */
const keyCount = 60

function frameOf(index: number): Uint8Array {
  return kplFrame(
    Array.from({ length: recordsPerFrame }, (_, at) => ({
      partitionKey: `tenant-${String((index + at * 7) % keyCount)}`,
      data: Buffer.alloc(recordBytes, `{"order":${String(index * recordsPerFrame + at)}}`),
    })),
  )
}

const frames = Array.from({ length: frameCount }, (_, index) => frameOf(index))
const recordCount = rounds * frameCount * recordsPerFrame

/** Records a second of `work` over every frame; it gives how many it has gone through, so that none of it is left out. */
function perSecond(work: (frame: Uint8Array) => number): Promise<number> {
  let done = 0
  const startedAt = performance.now()
  for (let round = 0; round < rounds; round++) {
    for (const frame of frames) done += work(frame)
  }
  const tookMs = performance.now() - startedAt
  if (done !== recordCount) throw new Error(`${String(done)} records of ${String(recordCount)}`)
  return Promise.resolve((recordCount * 1000) / tookMs)
}

function countSplit(frame: Uint8Array): number {
  const split = splitKpl(frame)
  return split !== undefined && 'subRecords' in split ? split.subRecords.length : 0
}

function countChecked(frame: Uint8Array): number {
  const checksum = createHash('md5').update(frame.subarray(4, -16)).digest()
  return checksum.length === 0 ? 0 : recordsPerFrame
}

export const kplSplitFigure: Figure = {
  suite: 'kpl',
  name: 'split',
  unit: '/s',
  budget: 0.3,
  isLeast: true,
  compares: `records a second out of frames of ${String(recordsPerFrame)}, ${String(recordBytes)} bytes each; the MD5 of the same frames alone`,
  measure: () =>
    interleaved(pairs, {
      value: () => perSecond(countSplit),
      baseline: () => perSecond(countChecked),
    }),
}
