import { useSyncExternalStore } from 'react'

/** A value outside React that components may watch: live items land here, so that only their readers render. */
export interface Readable<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

export interface Store<T> extends Readable<T> {
  set(next: T): void
}

export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Reads a store and renders when what was read changes. */
export function useStore<T>(store: Readable<T>): T
/** `select` must give the same object for the same value, or every change renders every reader. */
export function useStore<T, S>(store: Readable<T>, select: (value: T) => S): S
export function useStore<T, S>(store: Readable<T>, select?: (value: T) => S): T | S {
  return useSyncExternalStore(store.subscribe, () => {
    const value = store.get()
    return select === undefined ? value : select(value)
  })
}
