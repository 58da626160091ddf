import type { Connection, ConnectionColor, ConnectionDraft, Environment } from '#contract'

/** What the dialog holds, as typed. */
export interface DraftFields {
  kind: 'emulator' | 'profile'
  endpoint: string
  profile: string
  region: string
  name: string
  environment: Environment
  color: ConnectionColor | undefined
  /** Calls a minute. */
  budget: number | undefined
  allowPlainHttp: boolean
}

export type DraftFieldProblem = 'endpointInvalid' | 'regionInvalid' | 'nameMissing'

export const emptyFields: DraftFields = {
  kind: 'emulator',
  endpoint: '',
  profile: '',
  region: 'us-east-1',
  name: '',
  environment: 'local',
  color: undefined,
  budget: undefined,
  allowPlainHttp: false,
}

/** A saved connection, ready to be edited. */
export function fieldsOf({ target, ...saved }: Connection): DraftFields {
  const { region, name, environment, color, budget } = saved
  const fields = { ...emptyFields, region, name, environment, color, budget }
  if (target.kind === 'emulator') return { ...fields, ...target, allowPlainHttp: true }
  if (target.kind === 'profile') return { ...fields, ...target }
  return fields
}

/** True when an edited connection leads to another place than before. */
export function isElsewhere(before: Connection, after: Connection): boolean {
  const placeOf = ({ target, region }: Connection): string => JSON.stringify([target, region])
  return placeOf(before) !== placeOf(after)
}

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

export function fieldProblems(
  fields: DraftFields,
): Partial<Record<keyof DraftFields, DraftFieldProblem>> {
  const isBadEndpoint = fields.kind === 'emulator' && findUrl(fields.endpoint) === undefined
  return {
    ...(isBadEndpoint ? { endpoint: 'endpointInvalid' } : {}),
    ...(REGION.test(fields.region) ? {} : { region: 'regionInvalid' }),
    ...(fields.name.trim() === '' ? { name: 'nameMissing' } : {}),
  }
}

/** Everything is there and, where it is needed, agreed to. */
export function isReady(fields: DraftFields): boolean {
  if (Object.keys(fieldProblems(fields)).length > 0) return false
  if (fields.kind === 'profile') return fields.profile !== ''
  return findPlainHost(fields) === undefined || fields.allowPlainHttp
}

export function toDraft(fields: DraftFields): ConnectionDraft {
  const { kind, endpoint, profile, region, name, environment, color, budget } = fields
  return {
    name: name.trim(),
    region,
    environment,
    target: kind === 'emulator' ? { kind, endpoint } : { kind, profile },
    // Production's frame is its own and cannot be painted over.
    ...(color === undefined || environment === 'production' ? {} : { color }),
    ...(budget === undefined ? {} : { budget }),
    ...(findPlainHost(fields) === undefined ? {} : { allowPlainHttp: fields.allowPlainHttp }),
  }
}
