import { useSyncExternalStore } from 'react'
import type { Depth, DepthItem, ErrorValue } from '#contract'
import { onForget } from '../lib/forget.ts'

/** Enough for a sparkline of 56 pixels. */
const TREND_LENGTH = 28

/** What is known of one queue's counts. A failure keeps the last good counts. */
export interface Reading {
  depth?: Depth
  error?: ErrorValue
  /** Visible messages, oldest first, since the connection was opened. */
  trend: readonly number[]
}

/**
 * The counts of a connection's queues as the feeds brought them. Lives outside React: a round of a thousand readings
 * renders only the cells whose number it changed.
 */
export class DepthBook {
  /** Main need not read again what it read after this, as long as it is not due. */
  readonly sinceMs = Date.now()
  readonly #readings = new Map<string, Reading>()
  readonly #listeners = new Map<string, Set<() => void>>()
  #version = 0

  /** Counts up with every change of anything. */
  get version(): number {
    return this.#version
  }

  find(queueUrl: string): Reading | undefined {
    return this.#readings.get(queueUrl)
  }

  record(item: Pick<DepthItem, 'depths' | 'failures'>): void {
    for (const depth of item.depths) {
      const trend = this.#readings.get(depth.queueUrl)?.trend ?? []
      const longer = [...trend.slice(1 - TREND_LENGTH), depth.visible]
      this.#set(depth.queueUrl, { depth, trend: longer })
    }
    for (const { queueUrl, error } of item.failures) {
      this.#set(queueUrl, { trend: [], ...this.#readings.get(queueUrl), error })
    }
  }

  subscribe(queueUrl: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(queueUrl) ?? new Set()
    this.#listeners.set(queueUrl, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(queueUrl)
    }
  }

  #set(queueUrl: string, reading: Reading): void {
    this.#readings.set(queueUrl, reading)
    this.#version += 1
    for (const listener of this.#listeners.get(queueUrl) ?? []) listener()
  }
}

const books = new Map<string, DepthBook>()
onForget((connectionId) => books.delete(connectionId))

/** The one book of a connection, for as long as the window lives: coming back shows the last numbers with their age. */
export function depthBookOf(connectionId: string): DepthBook {
  const book = books.get(connectionId) ?? new DepthBook()
  books.set(connectionId, book)
  return book
}

export function useReading(book: DepthBook, queueUrl: string): Reading | undefined {
  return useSyncExternalStore(
    (listener) => book.subscribe(queueUrl, listener),
    () => book.find(queueUrl),
  )
}
