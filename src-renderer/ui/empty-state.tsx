import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  icon: ReactNode
  title: string
  /** What this place shows, and why it is empty now. */
  body: string
  /** The one thing to do next. */
  action?: { label: string; onClick: () => void }
}

export function EmptyState({ icon, title, body, action }: EmptyStateProps) {
  return (
    <section className={styles.place}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.body}>{body}</p>
      {action !== undefined && (
        <Button variant="default" onClick={action.onClick}>
          {action.label}
        </Button>
      )}
    </section>
  )
}
