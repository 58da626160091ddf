import { IconAlertTriangle } from '@tabler/icons-react'
import { useErrorWords } from '../api/error-words.ts'
import type { WeirError } from '../api/weir-error.ts'
import styles from './resource-list.module.css'

/** Why a cell has nothing to show, with the IAM action that is missing where it is that. */
export function Unreadable({ error }: { error: WeirError }) {
  const words = useErrorWords()(error)
  const action = error.detail.params['action']
  return (
    <span className={styles.attention} title={`${words.sentence} ${words.remedy}`}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
      {words.title}
      {action !== undefined && <code className={styles.action}>{action}</code>}
    </span>
  )
}
