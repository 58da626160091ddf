import { IconPin } from '@tabler/icons-react'
import { MiddleTruncate } from '../ui/middle-truncate.tsx'
import styles from './resource-list.module.css'

interface ListedNameProps {
  name: string
  /** What the pin means; absent where there is none. */
  pinned: string | undefined
  onOpen: () => void
}

/** The name in a list of topics or streams: opens its page, and says whether the user put it there. */
export function ListedName({ name, pinned, onOpen }: ListedNameProps) {
  return (
    <span className={styles.name}>
      <button type="button" tabIndex={-1} className={styles.open} onClick={onOpen}>
        <MiddleTruncate text={name} />
      </button>
      {pinned !== undefined && (
        <IconPin size={14} stroke={1.5} className={styles.dim} role="img" aria-label={pinned} />
      )}
    </span>
  )
}
