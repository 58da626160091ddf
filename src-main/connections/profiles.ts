import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getHomeDir, loadSharedConfigFiles } from '@smithy/core/config'
import type { ProfileKind } from '#contract'
import { AppError } from '../lib/app-error.ts'

export interface Profile {
  name: string
  region?: string
  kind: ProfileKind
  mfa: boolean
}

export type Section = Readonly<Record<string, string | undefined>>

/** In the order in which the SDK looks; of each only whether it is there, never what it says. */
export function kindOf(section: Section): ProfileKind {
  const has = (name: string): boolean => section[name] !== undefined
  if (has('role_arn') && (has('source_profile') || has('credential_source'))) return 'role'
  if (has('aws_access_key_id') && has('aws_secret_access_key')) return 'keys'
  if (has('web_identity_token_file')) return 'web-identity'
  if (has('credential_process')) return 'process'
  if (has('sso_session') || has('sso_start_url')) return 'sso'
  return has('login_session') ? 'login' : 'none'
}

/** As the loader finds it: a name that is set but empty is none. */
function pathOf(variable: string, usualName: string): string {
  const named = process.env[variable] ?? ''
  if (named === '') return join(getHomeDir(), '.aws', usualName)
  return named.startsWith('~/') ? join(getHomeDir(), named.slice(2)) : named
}

/** The loader takes a file that it cannot read for an empty one; so whether it can be read is asked before. */
async function checkReadable(variable: string, usualName: string): Promise<void> {
  const path = pathOf(variable, usualName)
  try {
    await readFile(path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('unexpected', `cannot read ${path}`, { params: { message }, cause })
  }
}

/**
 * Names and regions of the profiles in the AWS `config` and `credentials` files (or where `AWS_CONFIG_FILE` and
 * `AWS_SHARED_CREDENTIALS_FILE` point). Reads names only and never writes those files.
 */
export async function listProfiles(): Promise<Profile[]> {
  await checkReadable('AWS_CONFIG_FILE', 'config')
  await checkReadable('AWS_SHARED_CREDENTIALS_FILE', 'credentials')
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true })
  // config holds other sections too, such as `sso-session.main`; the loader joins their parts with a dot
  const inConfig = Object.keys(configFile).filter((name) => !/^(sso-session|services)\./.test(name))
  const names = new Set([...inConfig, ...Object.keys(credentialsFile)])
  return [...names].sort().map((name) => {
    // As the SDK merges them: what the config file says comes first.
    const section: Section = { ...credentialsFile[name], ...configFile[name] }
    const region = section['region']
    const about = { name, kind: kindOf(section), mfa: section['mfa_serial'] !== undefined }
    return region === undefined ? about : { ...about, region }
  })
}
