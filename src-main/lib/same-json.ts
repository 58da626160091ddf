function sortedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedJson)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortedJson(inner)]))
}

function findStable(text: string): string | undefined {
  try {
    return JSON.stringify(sortedJson(JSON.parse(text)))
  } catch {
    return undefined // not JSON: then only the very same text is the same
  }
}

/** JSON is the same in another order and layout, too: AWS and emulators write policies anew. */
export function isSameJson(left: string, right: string): boolean {
  if (left === right) return true
  const stable = findStable(left)
  return stable !== undefined && stable === findStable(right)
}
