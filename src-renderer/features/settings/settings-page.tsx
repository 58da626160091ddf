import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Settings } from '#contract'
import { About } from './about.tsx'
import { CaptureRetention } from './capture-retention.tsx'
import { JournalRetention } from './journal-retention.tsx'
import { PriceTable } from './price-table.tsx'
import styles from './settings-page.module.css'

const themes = ['system', 'light', 'dark'] as const
const languages = ['system', 'en', 'ko'] as const

export interface SettingsPageProps {
  settings: Settings
  onChange: (change: Partial<Settings>) => void
}

export function SettingsPage({ settings, onChange }: SettingsPageProps) {
  const { t } = useTranslation('settings')
  return (
    <div className={styles.page}>
      <dl className={styles.rows}>
        <div className={styles.row}>
          <dt>{t('theme.label')}</dt>
          <dd>
            <SegmentedControl
              size="xs"
              aria-label={t('theme.label')}
              value={settings.theme}
              data={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
              onChange={(theme) => {
                onChange({ theme })
              }}
            />
          </dd>
        </div>
        <div className={styles.row}>
          <dt>{t('language.label')}</dt>
          <dd>
            <SegmentedControl
              size="xs"
              aria-label={t('language.label')}
              value={settings.language}
              data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
              onChange={(language) => {
                onChange({ language })
              }}
            />
          </dd>
        </div>
        <div className={styles.row}>
          <dt>{t('captures.label')}</dt>
          <dd>
            <CaptureRetention
              days={settings.captureDays ?? 0}
              onChange={(captureDays) => {
                onChange({ captureDays })
              }}
            />
          </dd>
        </div>
        <div className={styles.row}>
          <dt>{t('journal.label')}</dt>
          <dd>
            <JournalRetention
              days={settings.journalDays ?? 0}
              onChange={(journalDays) => {
                onChange({ journalDays })
              }}
            />
          </dd>
        </div>
      </dl>
      <PriceTable />
      <About />
    </div>
  )
}
