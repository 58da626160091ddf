import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SandboxState } from '#contract'
import { read } from '../../api/read.ts'
import styles from './sandbox-page.module.css'

/** What runs in it, counted; names and depths are on the queue list. */
export function SandboxInside({ state }: { state: SandboxState }) {
  const { t } = useTranslation('sandbox')
  const list = useQuery({
    ...read('queues.list', { connectionId: 'sandbox' }),
    enabled: state.state === 'ready',
  })
  const count = list.data?.queues.length
  return (
    <section className={styles.section} aria-label={t('inside')}>
      <h2 className={styles.title}>{t('inside')}</h2>
      <p>
        {count === undefined ? t('insideUnknown') : t('insideQueues', { count })}{' '}
        <Link
          to="/c/$connectionId/queues"
          params={{ connectionId: 'sandbox' }}
          className={styles.link}
        >
          {t('queuesLink')}
        </Link>
      </p>
      <p className={styles.dim}>{t('insideLimits')}</p>
    </section>
  )
}
