import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import styles from './kept-list.module.css'

export interface KeptAction {
  verb: string
  /** The verb with the name, for who hears it alone. */
  label: string
  run: () => void
}

interface KeptEntryProps {
  name: string
  detail: ReactNode
  use: KeptAction
  others?: readonly KeptAction[]
}

/** Something that was kept to be used again: what it is called, what it is, and what can be done with it. */
export function KeptEntry({ name, detail, use, others = [] }: KeptEntryProps) {
  return (
    <li className={styles.entry}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.detail}>{detail}</span>
      <Button variant="default" aria-label={use.label} onClick={use.run}>
        {use.verb}
      </Button>
      {others.map(({ verb, label, run }) => (
        <Button key={verb} variant="subtle" color="gray" aria-label={label} onClick={run}>
          {verb}
        </Button>
      ))}
    </li>
  )
}

/** All of a kind; it scrolls where they are many. */
export function KeptList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  )
}
