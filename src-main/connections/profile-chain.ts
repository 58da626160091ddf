import { accessSync, constants } from 'node:fs'
import { loadSharedConfigFiles } from '@smithy/core/config'
import type { ErrorDetail } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { kindOf } from './profiles.ts'
import type { Section } from './profiles.ts'

/** What is wrong with a profile before anybody is asked for anything. */
type Fault = { reason: string } & ErrorDetail['params']

export interface ProfileFiles {
  /** As the SDK merges both files, by name of the profile; other sections as `sso-session.main`. */
  sections: Readonly<Record<string, Section>>
  isReadable(path: string): boolean
}

/** Of what a profile says of itself alone. */
function faultOf(name: string, section: Section, files: ProfileFiles): Fault | undefined {
  const kind = kindOf(section)
  const { web_identity_token_file: path, sso_session: session } = section
  if (kind === 'none') return { reason: 'profile-empty', profile: name }
  if (kind === 'web-identity' && path !== undefined && !files.isReadable(path)) {
    return { reason: 'token-file-missing', profile: name, path }
  }
  const isAlone = kind === 'sso' && session !== undefined
  if (isAlone && !Object.hasOwn(files.sections, `sso-session.${session}`)) {
    return { reason: 'sso-session-missing', profile: name, session }
  }
  return undefined
}

function hasKeys(section: Section): boolean {
  return (
    section['aws_access_key_id'] !== undefined && section['aws_secret_access_key'] !== undefined
  )
}

function findSection(name: string, { sections }: ProfileFiles): Section | undefined {
  return Object.hasOwn(sections, name) ? sections[name] : undefined
}

/**
 * Follows `source_profile` from a profile to where its keys come from, as the SDK does: a source with keys of its own
 * ends the way. Undefined when nothing is wrong so far.
 */
export function findProfileFault(profile: string, files: ProfileFiles): Fault | undefined {
  const way: string[] = []
  for (let name: string | undefined = profile; name !== undefined;) {
    const section = findSection(name, files)
    const before = way.at(-1)
    if (section === undefined) {
      return before === undefined
        ? { reason: 'profile-missing', profile }
        : { reason: 'source-missing', profile: before, source: name }
    }
    if (before !== undefined && hasKeys(section)) return undefined
    if (way.includes(name)) {
      return { reason: 'source-loop', profile, chain: [...way, name].join(' → ') }
    }
    way.push(name)
    const fault = faultOf(name, section, files)
    if (fault !== undefined) return fault
    name = kindOf(section) === 'role' ? section['source_profile'] : undefined
  }
  return undefined
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The SDK tells these faults late, after a code was asked for, or not at all.
 * @throws credentials-missing with the reason and the names it is about
 */
export async function checkProfile(profile: string): Promise<void> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true })
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])
  const sections = Object.fromEntries(
    [...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
  )
  const fault = findProfileFault(profile, { sections, isReadable })
  if (fault === undefined) return
  throw new AppError('credentials-missing', `profile ${profile}: ${fault.reason}`, {
    params: fault,
  })
}
