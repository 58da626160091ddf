import { IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { QueueFacts } from './queue-facts.ts'
import styles from './queue-gone.module.css'

/** The queue was deleted while it was open: says so, keeps what was seen below, offers the way back. */
export function QueueGone({ facts }: { facts: QueueFacts }) {
  const { t } = useTranslation('messages')
  return (
    <div className={styles.gone} role="alert">
      <IconTrash size={16} aria-hidden />
      <p>
        <strong>{t('gone.title', { name: facts.name })}</strong> {t('gone.body')}
      </p>
      <Link
        to="/c/$connectionId/queues"
        params={{ connectionId: facts.connection.id }}
        className={styles.back}
      >
        {t('gone.back')}
      </Link>
    </div>
  )
}
