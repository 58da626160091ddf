import { IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from './use-preferences.ts'
import styles from './status-bar.module.css'

const themes = ['system', 'light', 'dark'] as const
const icons = { system: IconDeviceDesktop, light: IconSun, dark: IconMoon }

/** Theme and language, one press each; the settings page has the same as full choices. */
export function StatusPreferences() {
  const { t, i18n } = useTranslation('settings')
  const { settings, update } = usePreferences()
  const ThemeIcon = icons[settings.theme]
  const nextTheme = themes[(themes.indexOf(settings.theme) + 1) % themes.length]
  const nextLanguage = i18n.language === 'ko' ? 'en' : 'ko'
  return (
    <>
      <button
        type="button"
        className={styles.button}
        title={t('theme.label')}
        onClick={() => {
          if (nextTheme !== undefined) update({ theme: nextTheme })
        }}
      >
        <ThemeIcon size={14} stroke={1.5} aria-hidden="true" />
        {t(`theme.${settings.theme}`)}
      </button>
      <button
        type="button"
        className={styles.button}
        title={t('language.label')}
        lang={nextLanguage}
        onClick={() => {
          update({ language: nextLanguage })
        }}
      >
        <IconLanguage size={14} stroke={1.5} aria-hidden="true" />
        {t(`language.${nextLanguage}`)}
      </button>
    </>
  )
}
