import { findTagProblem, tagLimits } from '#contract'
import type { Tag } from '#contract'

/** `key=value`, a line each; the first `=` parts them, since values may hold more. */
export function parseTags(text: string): Tag[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const [key = '', ...value] = line.split('=')
    return { key: key.trim(), value: value.join('=').trim() }
  })
}

export function hasTagProblem(text: string): boolean {
  const tags = parseTags(text)
  const keys = new Set(tags.map(({ key }) => key))
  const isTwice = keys.size < tags.length
  return isTwice || tags.length > tagLimits.count || tags.some((tag) => findTagProblem(tag))
}
