import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TestedConnection } from '#contract'
import styles from './connection-dialog.module.css'

/** Who answered, and how fast. */
export function IdentityFacts({ identity, latencyMs }: TestedConnection) {
  const { t } = useTranslation('connections')
  const facts = [
    [t('add.account'), identity.account],
    [t('add.arn'), identity.arn],
    [t('add.credentials'), identity.source],
  ] as const
  return (
    <>
      <p className={styles.works} role="status">
        <IconCheck size={16} aria-hidden />
        {t('add.worksIn', { count: Math.round(latencyMs) })}
      </p>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
