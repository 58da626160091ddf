import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './editing.module.css'

interface SaveBarProps {
  /** What will be saved, in words; nothing to save hides the bar's buttons. */
  children: ReactNode
  /** "Save 2 attributes" */
  verb: string
  isChanged: boolean
  /** Why it cannot be saved now. */
  why: string | undefined
  pending: boolean
  onSave: () => void
  onDiscard: () => void
}

/** At the foot of what can be edited: what differs, and the two ways on. */
export function SaveBar(props: SaveBarProps) {
  const { children, verb, isChanged, why, pending, onSave, onDiscard } = props
  const { t } = useTranslation('editing')
  return (
    <div className={styles.bar}>
      <div className={styles.barWords}>{children}</div>
      {isChanged && (
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          {t('discard')}
        </Button>
      )}
      <span title={isChanged ? why : t('nothingChanged')}>
        <Button disabled={!isChanged || why !== undefined || pending} onClick={onSave}>
          {verb}
        </Button>
      </span>
    </div>
  )
}
