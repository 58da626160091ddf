import { useEffect } from 'react'
import { useMantineColorScheme } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Settings } from '#contract'
import { call } from '../api/client.ts'
import { read } from '../api/read.ts'
import { languageFor, setLanguage } from '../lib/i18n.ts'
import { remember } from '../lib/remembered.ts'

export interface Preferences {
  settings: Settings
  update: (change: Partial<Settings>) => void
}

const initial: Settings = { theme: 'system', language: 'system' }

/** The settings that the whole window follows, and the way to change them. */
export function usePreferences(): Preferences {
  const client = useQueryClient()
  const { data: settings = initial } = useQuery(read('settings.get', {}))
  const { mutate } = useMutation({
    mutationFn: (change: Partial<Settings>) => call('settings.update', change),
    onSuccess: (saved) => {
      client.setQueryData(read('settings.get', {}).queryKey, saved)
    },
  })
  return { settings, update: mutate }
}

/** Makes theme and language what the settings say; used once, by the shell. */
export function useAppliedPreferences(): void {
  const { data: settings } = useQuery(read('settings.get', {}))
  const { data: about } = useQuery(read('app.info', {}))
  const { setColorScheme } = useMantineColorScheme()
  const theme = settings?.theme
  const language = settings?.language
  const locale = about?.locale

  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme === 'system' ? 'auto' : theme)
  }, [theme, setColorScheme])
  useEffect(() => {
    if (language === undefined || locale === undefined) return
    const chosen = languageFor(language, locale)
    setLanguage(chosen)
    // For the first frame of the next start, which comes before the settings do.
    remember('language', chosen)
  }, [language, locale])
}
