import type { Language } from './i18n.ts'

const KIB = 1024
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** How long something took or lies back, in the largest whole unit. The words for the unit come from `common`. */
export interface Span {
  unit: 'now' | 'seconds' | 'minutes' | 'hours' | 'days'
  n: number
}

const integers: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en'),
  ko: new Intl.NumberFormat('ko'),
}
const oneDecimal: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
  ko: new Intl.NumberFormat('ko', { maximumFractionDigits: 1 }),
}

/** 12408 → `12,408` */
export function formatNumber(value: number, language: Language): string {
  return integers[language].format(value)
}

/** 1234 → `1.2 KiB`. Binary units, because the limits of SQS are: 1 MiB is exactly 1,048,576 bytes. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < KIB) return `${integers[language].format(bytes)} B`
  const isMib = bytes >= KIB * KIB
  const value = bytes / (isMib ? KIB * KIB : KIB)
  return `${oneDecimal[language].format(value)} ${isMib ? 'MiB' : 'KiB'}`
}

const dollars: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }),
  ko: new Intl.NumberFormat('ko', { style: 'currency', currency: 'USD' }),
}

/** 4.1 → `$4.10`. More than nothing is never shown as nothing. */
export function formatUsd(usd: number, language: Language): string {
  const cent = 0.01
  if (usd > 0 && usd < cent) return `<${dollars[language].format(cent)}`
  return dollars[language].format(usd)
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}

/** Local `10:02:11.4`: the same in every language, so that columns align and logs can be compared. */
export function formatClock(atMs: number): string {
  const at = new Date(atMs)
  const tenth = Math.floor(at.getMilliseconds() / 100)
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}.${String(tenth)}`
}

/** Local `2026-11-22 10:02:11` */
export function formatDateTime(atMs: number): string {
  const at = new Date(atMs)
  const day = `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
  return `${day} ${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`
}

/** `10:02:11.4` for today, with the date before it for any other day. */
export function formatMoment(atMs: number, nowMs: number): string {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString()
  return isToday ? formatClock(atMs) : formatDateTime(atMs)
}

export function spanOf(ms: number): Span {
  if (ms < SECOND_MS) return { unit: 'now', n: 0 }
  if (ms < MINUTE_MS) return { unit: 'seconds', n: Math.floor(ms / SECOND_MS) }
  if (ms < HOUR_MS) return { unit: 'minutes', n: Math.floor(ms / MINUTE_MS) }
  if (ms < DAY_MS) return { unit: 'hours', n: Math.floor(ms / HOUR_MS) }
  return { unit: 'days', n: Math.floor(ms / DAY_MS) }
}

/** A length of time as its two largest units: 90 s → 1 min 30 s. Empty for nothing at all. */
export function spansOf(seconds: number): Span[] {
  const whole = Math.max(0, Math.round(seconds))
  const parts: Span[] = [
    { unit: 'days', n: Math.floor(whole / 86_400) },
    { unit: 'hours', n: Math.floor((whole % 86_400) / 3_600) },
    { unit: 'minutes', n: Math.floor((whole % 3_600) / 60) },
    { unit: 'seconds', n: whole % 60 },
  ]
  const first = parts.findIndex((part) => part.n > 0)
  if (first === -1) return []
  return parts.slice(first, first + 2).filter((part) => part.n > 0)
}
