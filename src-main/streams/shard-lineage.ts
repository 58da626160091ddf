import type { Shard, ShardId } from '#contract'
import { findBounds, placeOnRing, shareOfRing } from '#contract'

/** A shard as a drawing of the stream has it: across by hash keys, down by generations. */
export interface LineageShard {
  shardId: ShardId
  isOpen: boolean
  /** 0 where no parent is listed; otherwise one more than that of the youngest parent. */
  generation: number
  /** The last row that it takes: the one before its children, or the last of all where it is open. */
  lastGeneration: number
  /** Where its hash keys begin and end on the ring, 0 to 1; both 0 where its range is none. */
  from: number
  to: number
  parentIds: ShardId[]
  /** Parents that the stream no longer lists: all their records have expired. */
  expiredParentIds: ShardId[]
  childIds: ShardId[]
}

export interface LineageEdge {
  fromId: ShardId
  toId: ShardId
  kind: 'split' | 'merge'
}

export interface ShardLineage {
  /** By generation, then from left to right. */
  shards: LineageShard[]
  edges: LineageEdge[]
  generations: number
}

interface Node extends LineageShard {
  /** Listed parents whose generation is not known yet. */
  waitsFor: number
  isPlaced: boolean
}

type Nodes = ReadonlyMap<ShardId, Node>

function namedParents({ parentShardId, adjacentParentShardId }: Shard): ShardId[] {
  const named = [parentShardId, adjacentParentShardId].filter((id) => id !== undefined)
  return [...new Set(named)]
}

function toNode({ shardId, hashKeyRange, sequenceNumberRange }: Shard): Node {
  const bounds = findBounds(hashKeyRange)
  const from = bounds === undefined ? 0 : placeOnRing(bounds.start)
  return {
    shardId,
    isOpen: sequenceNumberRange.end === undefined,
    generation: 0,
    lastGeneration: 0,
    from,
    to: Math.min(1, from + shareOfRing(hashKeyRange)),
    parentIds: [],
    expiredParentIds: [],
    childIds: [],
    waitsFor: 0,
    isPlaced: false,
  }
}

function connect(shard: Shard, nodes: Nodes): LineageEdge[] {
  const node = nodes.get(shard.shardId)
  if (node === undefined) return []
  const parents = namedParents(shard)
  const kind = parents.length > 1 ? 'merge' : 'split'
  return parents.flatMap((parentId) => {
    const parent = nodes.get(parentId)
    if (parent === undefined) {
      node.expiredParentIds.push(parentId)
      return []
    }
    node.parentIds.push(parentId)
    node.waitsFor += 1
    parent.childIds.push(node.shardId)
    return [{ fromId: parentId, toId: node.shardId, kind }]
  })
}

const findNodes = (ids: readonly ShardId[], nodes: Nodes): Node[] =>
  ids.map((id) => nodes.get(id)).filter((node) => node !== undefined)

/** Places a shard and all below it that wait for nothing else. A list in place of recursion: lineages may be long. */
function placeFrom(first: Node, nodes: Nodes): void {
  const ready = [first]
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    node.isPlaced = true
    for (const child of findNodes(node.childIds, nodes)) {
      if (child.isPlaced) continue
      child.generation = Math.max(child.generation, node.generation + 1)
      child.waitsFor -= 1
      if (child.waitsFor === 0) ready.push(child)
    }
  }
}

function placeAll(nodes: Nodes): void {
  const roots = [...nodes.values()].filter(({ waitsFor }) => waitsFor === 0)
  for (const node of roots) placeFrom(node, nodes)
  // What is left are shards that descend from themselves, and theirs: no stream has those, a broken answer may.
  for (const node of nodes.values()) if (!node.isPlaced) placeFrom(node, nodes)
}

function lastGenerationOf(node: Node, nodes: Nodes, generations: number): number {
  const children = findNodes(node.childIds, nodes)
  if (children.length === 0) return node.isOpen ? generations - 1 : node.generation
  const next = children.reduce((least, child) => Math.min(least, child.generation), generations)
  return Math.max(node.generation, next - 1)
}

function byPlace(one: LineageShard, other: LineageShard): number {
  return (
    one.generation - other.generation ||
    one.from - other.from ||
    (one.shardId < other.shardId ? -1 : 1)
  )
}

/** How the shards of a stream descend from each other. Takes time in proportion to the list, and any list. */
export function shardLineage(listed: readonly Shard[]): ShardLineage {
  const byId = new Map(listed.map((shard) => [shard.shardId, shard]))
  const nodes: Nodes = new Map([...byId].map(([id, shard]) => [id, toNode(shard)]))
  const edges = [...byId.values()].flatMap((shard) => connect(shard, nodes))
  placeAll(nodes)
  const rows = [...nodes.values()].reduce((most, node) => Math.max(most, node.generation + 1), 0)
  const shards = [...nodes.values()].map((node) => {
    const { waitsFor: _waitsFor, isPlaced: _isPlaced, ...shard } = node
    return { ...shard, lastGeneration: lastGenerationOf(node, nodes, rows) }
  })
  return { shards: shards.sort(byPlace), edges, generations: rows }
}
