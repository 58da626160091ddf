import { onForget } from './forget.ts'

/** Fifty pages of a kind are more than anyone goes back to. */
const KEPT_MAX = 50

/** Gives what a page was left with, by its connection and its own name; a page that is new gets what `create` makes. */
export function createRecall<T>(create: () => T): (connectionId: string, name: string) => T {
  const memories = new Map<string, T>()
  onForget((connectionId) => {
    for (const key of memories.keys()) if (key.startsWith(`${connectionId} `)) memories.delete(key)
  })
  return (connectionId, name) => {
    const key = `${connectionId} ${name}`
    const memory = memories.get(key) ?? create()
    memories.delete(key)
    memories.set(key, memory)
    const [oldest] = memories.keys()
    if (memories.size > KEPT_MAX && oldest !== undefined) memories.delete(oldest)
    return memory
  }
}
