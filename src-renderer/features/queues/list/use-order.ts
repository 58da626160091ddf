import { useState } from 'react'
import type { Depth } from '#contract'
import type { Queue } from '#contract'
import type { DepthBook } from '../../../api/depth-book.ts'
import { useBookVersion } from '../../../api/use-book-version.ts'
import { linkQueues } from '../../../api/queue-links.ts'
import type { QueueLinks } from '../../../api/queue-links.ts'

/** What the order of the rows and their shape depend on, frozen at one moment. */
export interface Order {
  queues: readonly Queue[]
  version: number
  depths: ReadonlyMap<string, Depth>
  /** Queues whose counts never could be read: their row shows the reason in place of numbers. */
  unreadable: ReadonlySet<string>
  links: QueueLinks
  /** Queues of which something is known, if only why they cannot be read. */
  known: number
}

function takeOrder(queues: readonly Queue[], book: DepthBook): Order {
  const depths = new Map<string, Depth>()
  const unreadable = new Set<string>()
  for (const { queueUrl } of queues) {
    const reading = book.find(queueUrl)
    if (reading?.depth !== undefined) depths.set(queueUrl, reading.depth)
    else if (reading?.error !== undefined) unreadable.add(queueUrl)
  }
  const known = depths.size + unreadable.size
  const links = linkQueues(queues, book)
  return { queues, version: book.version, depths, unreadable, links, known }
}

/**
 * Follows the book, but holds still while the pointer is over the rows: nobody must click the row that slid under
 * the pointer. The numbers themselves go on.
 */
export function useOrder(queues: readonly Queue[], book: DepthBook, isHeld: boolean): Order {
  const version = useBookVersion(book)
  const [order, setOrder] = useState(() => takeOrder(queues, book))
  const isOld = order.queues !== queues || (order.version !== version && !isHeld)
  if (!isOld) return order
  const next = takeOrder(queues, book)
  setOrder(next)
  return next
}
