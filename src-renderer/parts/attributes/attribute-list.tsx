import type { ReactNode } from 'react'
import type { AttributeRule } from '#contract'
import { useLimitWords } from './attribute-field.tsx'
import styles from './attribute-list.module.css'

/** The attributes of something new, one below the other: shorter than the table of what exists. */
export function AttributeList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.attributes} aria-label={label}>
      {children}
    </ul>
  )
}

interface AttributeListItemProps {
  name: string
  rule: AttributeRule
  meaning: string
  /** What is allowed, where the rule does not say it. */
  limit?: string
  /** The field. */
  children: ReactNode
}

export function AttributeListItem(props: AttributeListItemProps) {
  const { name, rule, meaning, limit, children } = props
  const limitWords = useLimitWords()
  return (
    <li className={styles.attribute} title={meaning}>
      <span>{name}</span>
      {children}
      <span className={styles.dim} title={rule.source}>
        {limit ?? limitWords(rule)}
      </span>
    </li>
  )
}
