/** A string, or a mark of JSON's own; numbers and words between them do not matter here. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g

interface Level {
  /** Of an object; undefined within a list. */
  keys: Set<string> | undefined
  /** Where in its parent it stands; undefined within a list, whose places have no name. */
  key: string | undefined
}

/** The last string before a colon is a key. */
function keyOf(text: string): string {
  // A string token of valid JSON is a string.
  return JSON.parse(text) as string
}

/**
 * Keys that stand in an object more than once, each as the path to it. `JSON.parse` keeps the last one and says nothing.
 * Only for text that is JSON.
 */
export function findRepeatedKeys(json: string): string[][] {
  const levels: Level[] = []
  const repeated: string[][] = []
  let last = ''
  let key: string | undefined
  for (const [text] of json.matchAll(token)) {
    if (text === '{' || text === '[') {
      levels.push({ keys: text === '{' ? new Set() : undefined, key })
      key = undefined
    } else if (text === '}' || text === ']') {
      levels.pop()
      key = undefined
    } else if (text === ':') {
      key = keyOf(last)
      const keys = levels.at(-1)?.keys
      if (keys?.has(key) === true)
        repeated.push([...levels.flatMap((level) => level.key ?? []), key])
      keys?.add(key)
    } else {
      last = text
    }
  }
  return repeated
}
