import { Button } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './overview.module.css'

/** A first thing to do for someone who has just opened Weir. */
export function SandboxHint({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('overview')
  return (
    <section className={styles.hint}>
      <IconBulb size={16} stroke={1.5} aria-hidden="true" />
      <p>
        <strong>{t('sandbox.title')}</strong> {t('sandbox.body')}
      </p>
      <Button variant="default" onClick={onOpen}>
        {t('sandbox.action')}
      </Button>
    </section>
  )
}
