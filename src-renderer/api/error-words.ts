import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { NoticeWords } from '../lib/notice-words.ts'
import type { WeirError } from './weir-error.ts'

type ErrorsT = TFunction<['errors', 'common']>
type FactName = 'action' | 'endpoint' | 'message' | 'name' | 'skewMinutes'

const shownParams: readonly FactName[] = ['action', 'endpoint', 'message', 'name', 'skewMinutes']
const levels = ['read-only', 'look', 'confirm', 'open'] as const

function wordLevel(level: string, t: ErrorsT): string {
  const known = levels.find((name) => name === level)
  return known === undefined ? level : t(`common:guard.${known}`)
}

const unreachableReasons = [
  'refused',
  'dns',
  'no-route',
  'tls',
  'no-tls',
  'connect-timeout',
] as const

function findUnreachable({ code, detail }: WeirError) {
  if (code !== 'endpoint-unreachable') return undefined
  return unreachableReasons.find((reason) => reason === detail.params['reason'])
}

/** Why there are no credentials, where main knows; each has its own words. */
const credentialReasons = [
  'clock-skew',
  'environment-missing',
  'key-unknown',
  'login-ended',
  'missing',
  'no-code',
  'process-expired',
  'process-failed',
  'process-unreadable',
  'profile-empty',
  'profile-missing',
  'region-disabled',
  'role-denied',
  'signature-mismatch',
  'source-loop',
  'source-missing',
  'sso-expired',
  'sso-forbidden',
  'sso-session-missing',
  'sso-signed-out',
  'token-expired',
  'token-file-missing',
  'token-invalid',
  'web-token-refused',
] as const

/** What the words about credentials name. */
function namesIn({ params }: WeirError['detail']) {
  const named = (name: string): string => String(params[name] ?? '')
  return {
    chain: named('chain'),
    path: named('path'),
    profile: named('profile'),
    session: named('session'),
    source: named('source'),
  }
}

const caReasons = ['ca-unreadable', 'ca-empty'] as const

function findCaReason({ detail }: WeirError) {
  return caReasons.find((reason) => reason === detail.params['reason'])
}

function findCredentialReason({ code, detail }: WeirError) {
  if (code === 'invalid-input') return undefined
  return credentialReasons.find((reason) => reason === detail.params['reason'])
}

const damages = ['checksum', 'cut', 'unreadable'] as const

/** What a change or a look whose outcome is not known has most likely done; for a look, to how many messages. */
function warningOf({ code, detail }: WeirError, t: ErrorsT): string | undefined {
  const { effectUnknown, params } = detail
  if (!effectUnknown) return undefined
  const { max, hideSeconds, queue } = params
  if (typeof max === 'number' && typeof hideSeconds === 'number') {
    const facts = { count: max, queue: String(queue), seconds: hideSeconds }
    return t(hideSeconds === 0 ? 'uncertainLook.quick' : 'uncertainLook.hold', facts)
  }
  return t(code === 'answer-damaged' ? 'effectLikely' : 'effectUnknown')
}

/** What stands in the way, where the code alone would say the wrong thing. */
const ownReasons = [
  'could-not-shape',
  'filter-name-taken',
  'filters-full',
  'move-unsettled',
  'moves-newer',
  'no-source-queue',
  'not-text',
  'still-moving',
  'captures-full',
  'captures-locked',
  'captures-newer',
  'captures-damaged',
  'captures-unwritable',
  'captures-writing',
  'scan-running',
  'still-sending',
  'too-many-sends',
  'tap-tapped',
  'tap-encrypted',
  'tap-other-account',
  'tap-other-region',
  'tap-pending',
  'tap-moved',
  'tap-running',
  'tap-not-leftover',
] as const

function findOwnReason({ detail }: WeirError) {
  return ownReasons.find((reason) => reason === detail.params['reason'])
}

function wordReason(error: WeirError, part: 'title' | 'sentence' | 'remedy', t: ErrorsT) {
  const reason = findOwnReason(error)
  if (reason === undefined) return undefined
  const { max, count } = error.detail.params
  return t(`reason.${reason}.${part}`, { max: Number(max), count: Number(count) })
}

function sentenceOf(error: WeirError, t: ErrorsT): string {
  const { code, detail } = error
  const { refusal, params } = detail
  if (refusal?.reason === 'level') {
    const words = { needs: wordLevel(refusal.needs, t), level: wordLevel(refusal.level, t) }
    return t('guardedLevel', words)
  }
  if (refusal?.reason === 'would-move') return t('guardedMove', { target: refusal.target })
  if (refusal?.reason === 'live-consumers') return t('guardedConsumers')
  if (params['reason'] === 'fifo-not-held')
    return t('fifoNotHeld', { name: String(params['name']) })
  const ca = findCaReason(error)
  if (ca !== undefined) return t(`ca.${ca}.sentence`, { path: String(params['path']) })
  if (params['reason'] === 'capture-file')
    return t('captureFile', { name: String(params['name']), line: Number(params['line']) })
  if (params['reason'] === 'plain-http') return t('plainHttp', { host: String(params['host']) })
  const reason = findCredentialReason(error)
  if (reason !== undefined) {
    return t(`credentials.${reason}.sentence`, namesIn(detail))
  }
  const damage = damages.find((each) => each === params['damage'])
  if (damage !== undefined) return t(`damage.${damage}`)
  const unreachable = findUnreachable(error)
  return t(
    unreachable === undefined ? `code.${code}.sentence` : `unreachable.${unreachable}.sentence`,
  )
}

function remedyOf(error: WeirError, t: ErrorsT): string {
  const { command, field } = error.detail.params
  if (command !== undefined) return t('signIn', { command: String(command) })
  const reason = findCredentialReason(error)
  if (reason !== undefined) return t(`credentials.${reason}.remedy`, namesIn(error.detail))
  if (findCaReason(error) !== undefined) {
    return t(`ca.remedy.${field === 'AWS_CA_BUNDLE' ? 'bundle' : 'own'}`)
  }
  const unreachable = findUnreachable(error)
  return t(
    unreachable === undefined ? `code.${error.code}.remedy` : `unreachable.${unreachable}.remedy`,
  )
}

/** JavaScript's own name for anything; says nothing. */
const NAMELESS = 'Error'

function factsOf({ code, detail }: WeirError, t: ErrorsT): { label: string; value: string }[] {
  const { params, requestId, reference } = detail
  const facts = shownParams.flatMap((name) => {
    const value = params[name]
    if (value === undefined || value === '' || value === NAMELESS) return []
    // The action is what to ask a permission for; elsewhere it only says which call it was.
    const label = name === 'action' && code !== 'access-denied' ? 'call' : name
    return [{ label: t(`fact.${label}`), value: String(value) }]
  })
  if (requestId !== undefined) facts.push({ label: t('fact.requestId'), value: requestId })
  if (reference !== undefined) facts.push({ label: t('fact.reference'), value: reference })
  return facts
}

/** The one place where an error becomes words. */
export function wordError(error: WeirError, t: ErrorsT): NoticeWords {
  const warning = warningOf(error, t)
  return {
    title: wordReason(error, 'title', t) ?? t(`code.${error.code}.title`),
    sentence: wordReason(error, 'sentence', t) ?? sentenceOf(error, t),
    remedy: wordReason(error, 'remedy', t) ?? remedyOf(error, t),
    ...(warning === undefined ? {} : { warning }),
    facts: factsOf(error, t),
  }
}

export function useErrorWords(): (error: WeirError) => NoticeWords {
  const { t } = useTranslation(['errors', 'common'])
  return (error) => wordError(error, t)
}
