import type { MappedShard } from '#contract'

export const BAR_HEIGHT = 26
const ROW_STEP = 36

export function barTop({ generation }: MappedShard): number {
  return generation * ROW_STEP
}

/** From its first row to the last that it takes. */
export function barHeight({ generation, lastGeneration }: MappedShard): number {
  return (lastGeneration - generation) * ROW_STEP + BAR_HEIGHT
}

export function mapHeight(generations: number): number {
  return Math.max(0, generations - 1) * ROW_STEP + BAR_HEIGHT
}

/** `12.5%`: the browser lays out to scale, whatever the width. */
export function percent(share: number): string {
  return `${String(Math.round(share * 1e7) / 1e5)}%`
}

function standsIn(row: number) {
  return ({ generation, lastGeneration }: MappedShard): boolean =>
    generation <= row && row <= lastGeneration
}

/** Of a row, the shard whose range holds the middle of another's. */
function findAcross(shards: readonly MappedShard[], row: number, { from, to }: MappedShard) {
  const middle = (from + to) / 2
  return shards.find((shard) => standsIn(row)(shard) && shard.from <= middle && middle < shard.to)
}

function rowOf(shards: readonly MappedShard[], row: number): MappedShard[] {
  return shards.filter(standsIn(row)).sort((one, other) => one.from - other.from)
}

/** Where an arrow key leads from a shard of the drawing; undefined where it leads nowhere. */
export function findNeighbour(
  shards: readonly MappedShard[],
  current: MappedShard | undefined,
  key: string,
): MappedShard | undefined {
  if (current === undefined) return /^Arrow|^Home$|^End$/.test(key) ? shards[0] : undefined
  const { generation, lastGeneration } = current
  const row = rowOf(shards, lastGeneration)
  const places: Record<string, () => MappedShard | undefined> = {
    Home: () => row[0],
    End: () => row.at(-1),
    ArrowLeft: () => row[row.indexOf(current) - 1],
    ArrowRight: () => row[row.indexOf(current) + 1],
    ArrowUp: () => findAcross(shards, generation - 1, current),
    ArrowDown: () => findAcross(shards, lastGeneration + 1, current),
  }
  return places[key]?.()
}
