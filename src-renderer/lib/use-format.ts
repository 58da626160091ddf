import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import * as format from './format.ts'
import type { Language } from './i18n.ts'

export interface Format {
  number: (value: number) => string
  bytes: (bytes: number) => string
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

function createFormat(language: Language, t: TFunction): Format {
  return {
    number: (value) => format.formatNumber(value, language),
    bytes: (bytes) => format.formatBytes(bytes, language),
    clock: format.formatClock,
    dateTime: format.formatDateTime,
    moment: format.formatMoment,
    age: (ms) => {
      const { unit, n } = format.spanOf(ms)
      return t(`age.${unit}`, { n })
    },
    ago: (ms) => {
      const { unit, n } = format.spanOf(ms)
      return t(`ago.${unit}`, { n })
    },
    duration: (seconds) => formatDuration(seconds, t),
  }
}

/** Numbers, sizes and times in the window's language. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation()
  return createFormat(i18n.language === 'ko' ? 'ko' : 'en', t)
}
