import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import styles from './overview.module.css'

/** As many as one takes in at a glance. */
const SHOWN = 8

interface Concern {
  key: string
  name: string
  /** Why it wants a look. */
  words: string
  onOpen: () => void
}

interface ConcernTableProps {
  id: string
  title: string
  /** The words that lead to the whole list, where there is one. */
  all?: string
  /** Said where nothing wants a look. */
  none?: string
  isAlert: boolean
  rows: readonly Concern[]
  onAll?: () => void
}

function Row({ concern: { name, words, onOpen } }: { concern: Concern }) {
  return (
    <tr>
      <td>
        <button type="button" className={styles.name} onClick={onOpen}>
          <MiddleTruncate text={name} />
        </button>
      </td>
      <td className={styles.sources} title={words}>
        {words}
      </td>
    </tr>
  )
}

/** The topics, the streams or the moves that want a look, and why. */
export function ConcernTable({ id, title, all, none, isAlert, rows, onAll }: ConcernTableProps) {
  const { t } = useTranslation('overview')
  const more = rows.length - SHOWN
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {isAlert && (
          <IconAlertTriangle size={16} stroke={1.5} className={styles.warning} aria-hidden="true" />
        )}
        {title}
        {onAll !== undefined && (
          <Button variant="subtle" size="compact-xs" className={styles.all} onClick={onAll}>
            {all}
          </Button>
        )}
      </h2>
      {rows.length === 0 && <p className={styles.none}>{none}</p>}
      {rows.length > 0 && (
        <table className={styles.table} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('column.name')}</th>
              <th scope="col">{t('why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <Row key={row.key} concern={row} />
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && <p className={styles.none}>{t('more', { count: more })}</p>}
    </section>
  )
}
