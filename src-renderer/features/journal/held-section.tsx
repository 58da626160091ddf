import { useTranslation } from 'react-i18next'
import { heldQueues } from '../../api/held-queues.ts'
import { useStore } from '../../lib/store.ts'
import { HeldList } from '../../parts/held-list.tsx'
import styles from './held-section.module.css'

/** What Weir holds now, or may still hold since an earlier run; nothing where there is nothing. */
export function HeldSection() {
  const { t } = useTranslation('looks')
  const queues = useStore(heldQueues)
  if (queues.length === 0) return null
  return (
    <section className={styles.section} aria-label={t('list.title')}>
      <h3 className={styles.title}>{t('list.title')}</h3>
      <HeldList queues={queues} />
    </section>
  )
}
