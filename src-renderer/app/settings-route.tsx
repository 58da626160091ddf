import { SettingsPage } from '../features/settings/settings-page.tsx'
import { usePreferences } from './use-preferences.ts'

export function SettingsRoute() {
  const { settings, update } = usePreferences()
  return <SettingsPage settings={settings} onChange={update} />
}
