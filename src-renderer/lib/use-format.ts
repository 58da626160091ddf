import { useSyncExternalStore } from 'react'
import i18next from 'i18next'
import type { TFunction } from 'i18next'
import * as format from './format.ts'
import type { Language } from './i18n.ts'

export interface Format {
  number: (value: number) => string
  bytes: (bytes: number) => string
  /** `$4.10`; below a cent `<$0.01` */
  usd: (usd: number) => string
  clock: (atMs: number) => string
  dateTime: (atMs: number) => string
  moment: (atMs: number, nowMs: number) => string
  /** `2s`, for a column of ages */
  age: (ms: number) => string
  /** `2 min ago`, in a sentence */
  ago: (ms: number) => string
  /** `1 min 30 s` */
  duration: (seconds: number) => string
}

function formatDuration(seconds: number, t: TFunction): string {
  const spans = format.spansOf(seconds)
  if (spans.length === 0) return t('duration.seconds', { n: 0 })
  return spans.map(({ unit, n }) => (unit === 'now' ? '' : t(`duration.${unit}`, { n }))).join(' ')
}

/** Every row shows an age each second; there are few different ones, so each is worded once. */
function createAge(t: TFunction): Format['age'] {
  const worded = new Map<string, string>()
  return (ms) => {
    const { unit, n } = format.spanOf(ms)
    const key = `${unit} ${String(n)}`
    const words = worded.get(key) ?? t(`age.${unit}`, { n })
    worded.set(key, words)
    return words
  }
}

function createFormat(language: Language): Format {
  const t = i18next.getFixedT(language, 'common')
  return {
    number: (value) => format.formatNumber(value, language),
    bytes: (bytes) => format.formatBytes(bytes, language),
    usd: (usd) => format.formatUsd(usd, language),
    clock: format.formatClock,
    dateTime: format.formatDateTime,
    moment: format.formatMoment,
    age: createAge(t),
    ago: (ms) => {
      const { unit, n } = format.spanOf(ms)
      return t(`ago.${unit}`, { n })
    },
    duration: (seconds) => formatDuration(seconds, t),
  }
}

const formats = new Map<Language, Format>()

function formatFor(language: Language): Format {
  const known = formats.get(language) ?? createFormat(language)
  formats.set(language, known)
  return known
}

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => {
    i18next.off('languageChanged', listener)
  }
}

/**
 * Numbers, sizes and times in the window's language. Hundreds of cells ask, so this is one subscription and a look
 * into a map; `useTranslation` would be a dozen hooks for each.
 */
export function useFormat(): Format {
  return formatFor(useSyncExternalStore(subscribe, () => (i18next.language === 'ko' ? 'ko' : 'en')))
}
