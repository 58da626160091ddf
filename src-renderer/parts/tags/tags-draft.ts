import { findTagProblem, tagLimits } from '#contract'
import type { Tag, TagProblem } from '#contract'

/** One line of the editor. `id` keeps its place while the key is typed. */
export interface TagLine extends Tag {
  id: number
}

export function toLines(tags: readonly Tag[]): TagLine[] {
  return tags.map((tag, id) => ({ ...tag, id }))
}

export function addLine(lines: readonly TagLine[]): TagLine[] {
  const id = Math.max(-1, ...lines.map((line) => line.id)) + 1
  return [...lines, { id, key: '', value: '' }]
}

/** Only what differs: tags that are as they were are not sent. */
export function toTagChange(
  saved: readonly Tag[],
  lines: readonly TagLine[],
): { set: Tag[]; remove: string[] } {
  const before = new Map(saved.map(({ key, value }) => [key, value]))
  const keys = new Set(lines.map(({ key }) => key))
  return {
    set: lines.flatMap(({ key, value }) => (before.get(key) === value ? [] : [{ key, value }])),
    remove: saved.flatMap(({ key }) => (keys.has(key) ? [] : [key])),
  }
}

/** AWS's own tags are shown but not judged: they cannot be changed. */
function problemOf(
  line: TagLine,
  lines: readonly TagLine[],
  saved: readonly Tag[],
): TagProblem | undefined {
  if (lines.some(({ id, key }) => id !== line.id && key === line.key)) return 'twice'
  const isAsSaved = saved.some(({ key, value }) => key === line.key && value === line.value)
  return isAsSaved ? undefined : findTagProblem(line)
}

export interface TagProblems {
  byId: ReadonlyMap<number, TagProblem>
  isTooMany: boolean
}

export function findTagProblems(saved: readonly Tag[], lines: readonly TagLine[]): TagProblems {
  const found = lines.flatMap((line): [number, TagProblem][] => {
    const problem = problemOf(line, lines, saved)
    return problem === undefined ? [] : [[line.id, problem]]
  })
  return { byId: new Map(found), isTooMany: lines.length > tagLimits.count }
}
