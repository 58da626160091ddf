import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { Queue } from '#contract'
import styles from './queue-link.module.css'

interface QueueLinkProps {
  connectionId: string
  queue: Pick<Queue, 'name' | 'queueUrl'>
  children: ReactNode
}

/** Leads to a queue of the same connection. */
export function QueueLink({ connectionId, queue, children }: QueueLinkProps) {
  return (
    <Link
      to="/c/$connectionId/queues/$queueName"
      params={{ connectionId, queueName: queue.name }}
      search={{ url: queue.queueUrl }}
      className={styles.link}
    >
      {children}
    </Link>
  )
}
