import { useStore } from '../../lib/store.ts'
import type { Store } from '../../lib/store.ts'

/** The whole value of a store, rendering on each change. */
export function useKept<T>(store: Store<T>): T {
  return useStore(store, (value) => value)
}
