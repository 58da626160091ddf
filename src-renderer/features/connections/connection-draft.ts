import type { Connection, ConnectionColor, ConnectionDraft, Environment } from '#contract'

/** What the dialog holds, as typed. */
export interface DraftFields {
  kind: 'emulator' | 'profile' | 'environment' | 'keys'
  endpoint: string
  profile: string
  keyId: string
  /** The key whose secret is in the vault; it need not be typed again. */
  keptKeyId: string | undefined
  secret: string
  token: string
  region: string
  name: string
  environment: Environment
  color: ConnectionColor | undefined
  /** Calls a minute. */
  budget: number | undefined
  /** A file of authorities that only this connection trusts. */
  caFile: string | undefined
  allowPlainHttp: boolean
}

export type DraftFieldProblem =
  'keyInvalid' | 'secretMissing' | 'endpointInvalid' | 'regionInvalid' | 'nameMissing'

export const emptyFields: DraftFields = {
  kind: 'emulator',
  endpoint: '',
  profile: '',
  keyId: '',
  keptKeyId: undefined,
  secret: '',
  token: '',
  region: 'us-east-1',
  name: '',
  environment: 'local',
  color: undefined,
  budget: undefined,
  caFile: undefined,
  allowPlainHttp: false,
}

/** A saved connection, ready to be edited. */
export function fieldsOf({ target, ...saved }: Connection): DraftFields {
  const { region, name, environment, color, budget, caFile } = saved
  const fields = { ...emptyFields, region, name, environment, color, budget, caFile }
  if (target.kind === 'emulator') return { ...fields, ...target, allowPlainHttp: true }
  if (target.kind === 'keys') return { ...fields, ...target, keptKeyId: target.keyId }
  return target.kind === 'sandbox' ? fields : { ...fields, ...target }
}

/** True when an edited connection leads to another place than before. */
export function isElsewhere(before: Connection, after: Connection): boolean {
  const placeOf = ({ target, region, caFile }: Connection): string =>
    JSON.stringify([target, region, caFile])
  return placeOf(before) !== placeOf(after)
}

const KEY_ID = /^[A-Z0-9]{16,128}$/
/** Main takes none that is shorter. */
const SECRET_LENGTH_MIN = 16
const REGION = /^[a-z0-9-]{2,32}$/
/** Names and addresses of this machine. Anything else is reached over a network. */
const LOCAL_HOST = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/

function findUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // A name and password here would be saved and shown in the clear; main refuses them, too.
  if (url !== undefined && (url.username !== '' || url.password !== '')) return undefined
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined
}

/** The host of an endpoint that would carry bodies in the clear over a network; undefined where all is well. */
export function findPlainHost({ kind, endpoint }: DraftFields): string | undefined {
  const url = kind === 'emulator' ? findUrl(endpoint) : undefined
  if (url?.protocol !== 'http:' || LOCAL_HOST.test(url.hostname)) return undefined
  return url.host
}

function keyProblems(fields: DraftFields): Partial<Record<keyof DraftFields, DraftFieldProblem>> {
  const { kind, keyId, keptKeyId, secret, token } = fields
  if (kind !== 'keys') return {}
  // A new token belongs to a new secret.
  const isKept = keyId === keptKeyId && secret === '' && token === ''
  const isMissing = !isKept && secret.trim().length < SECRET_LENGTH_MIN
  return {
    ...(KEY_ID.test(keyId) ? {} : { keyId: 'keyInvalid' }),
    ...(isMissing ? { secret: 'secretMissing' } : {}),
  }
}

export function fieldProblems(
  fields: DraftFields,
): Partial<Record<keyof DraftFields, DraftFieldProblem>> {
  const isBadEndpoint = fields.kind === 'emulator' && findUrl(fields.endpoint) === undefined
  return {
    ...keyProblems(fields),
    ...(isBadEndpoint ? { endpoint: 'endpointInvalid' } : {}),
    ...(REGION.test(fields.region) ? {} : { region: 'regionInvalid' }),
    ...(fields.name.trim() === '' ? { name: 'nameMissing' } : {}),
  }
}

/** Everything that a test of it needs is there and, where it is needed, agreed to. */
export function isTestable(fields: DraftFields): boolean {
  const { name: _, ...problems } = fieldProblems(fields)
  if (Object.keys(problems).length > 0) return false
  if (fields.kind === 'profile') return fields.profile !== ''
  return findPlainHost(fields) === undefined || fields.allowPlainHttp
}

/** It can be saved. */
export function isReady(fields: DraftFields): boolean {
  return isTestable(fields) && fieldProblems(fields).name === undefined
}

/** Only what is encrypted has a certificate to believe. */
export function hasCertificate({ kind, endpoint }: DraftFields): boolean {
  return kind !== 'emulator' || findUrl(endpoint)?.protocol === 'https:'
}

function targetOf({ kind, endpoint, profile, keyId }: DraftFields): ConnectionDraft['target'] {
  if (kind === 'emulator') return { kind, endpoint }
  if (kind === 'profile') return { kind, profile }
  return kind === 'keys' ? { kind, keyId } : { kind }
}

function secretsOf({ kind, secret, token }: DraftFields): Pick<ConnectionDraft, 'secrets'> {
  if (kind !== 'keys' || secret === '') return {}
  const sessionToken = token.trim()
  return {
    secrets: { secretAccessKey: secret.trim(), ...(sessionToken === '' ? {} : { sessionToken }) },
  }
}

export function toDraft(fields: DraftFields): ConnectionDraft {
  const { region, name, environment, color, budget, caFile } = fields
  return {
    name: name.trim(),
    region,
    environment,
    target: targetOf(fields),
    ...secretsOf(fields),
    // Production's frame is its own and cannot be painted over.
    ...(color === undefined || environment === 'production' ? {} : { color }),
    ...(budget === undefined ? {} : { budget }),
    ...(caFile === undefined || !hasCertificate(fields) ? {} : { caFile }),
    ...(findPlainHost(fields) === undefined ? {} : { allowPlainHttp: fields.allowPlainHttp }),
  }
}
