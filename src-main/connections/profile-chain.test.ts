import { describe, expect, it } from 'vitest'
import { findProfileFault } from './profile-chain.ts'
import type { Section } from './profiles.ts'

const keys = { aws_access_key_id: 'AKIA', aws_secret_access_key: 'secret' }
const role = (source: string): Section => ({ role_arn: 'arn:r', source_profile: source })

function faultOf(profile: string, sections: Record<string, Section>, readable: string[] = []) {
  return findProfileFault(profile, { sections, isReadable: (path) => readable.includes(path) })
}

describe('the way from a profile to its keys', () => {
  it('is sound through two roles', () => {
    expect(faultOf('outer', { outer: role('inner'), inner: role('base'), base: keys })).toBe(
      undefined,
    )
  })

  it('ends at a source with keys of its own, also where it is the profile itself', () => {
    expect(faultOf('self', { self: { ...keys, ...role('self') } })).toBe(undefined)
    expect(faultOf('a', { a: role('b'), b: { ...keys, ...role('nobody') } })).toBe(undefined)
  })

  it('that goes round is a loop, with every name on it', () => {
    expect(faultOf('a', { a: role('b'), b: role('c'), c: role('b') })).toEqual({
      reason: 'source-loop',
      profile: 'a',
      chain: 'a → b → c → b',
    })
    expect(faultOf('self', { self: role('self') })).toMatchObject({ chain: 'self → self' })
  })

  it('that leads to nobody names who names whom', () => {
    expect(faultOf('a', { a: role('b'), b: role('gone') })).toEqual({
      reason: 'source-missing',
      profile: 'b',
      source: 'gone',
    })
    expect(faultOf('gone', {})).toEqual({ reason: 'profile-missing', profile: 'gone' })
    // A name from outside, and an object from inside.
    expect(faultOf('constructor', {})).toMatchObject({ reason: 'profile-missing' })
  })

  it('that ends at a profile without keys names that one', () => {
    expect(faultOf('a', { a: role('bare'), bare: { region: 'eu-west-1' } })).toEqual({
      reason: 'profile-empty',
      profile: 'bare',
    })
  })

  it('by a token file wants the file', () => {
    const web = { role_arn: 'arn:r', web_identity_token_file: '/run/token' }
    expect(faultOf('web', { web })).toEqual({
      reason: 'token-file-missing',
      profile: 'web',
      path: '/run/token',
    })
    expect(faultOf('web', { web }, ['/run/token'])).toBe(undefined)
  })

  it('by an SSO session wants the section of that session', () => {
    const sso = { sso_session: 'main', sso_account_id: '1', sso_role_name: 'Dev' }
    expect(faultOf('sso', { sso })).toEqual({
      reason: 'sso-session-missing',
      profile: 'sso',
      session: 'main',
    })
    expect(faultOf('sso', { sso, 'sso-session.main': {} })).toBe(undefined)
  })

  it('by a container, a program or a sign-in is not judged here', () => {
    const ecs = { role_arn: 'arn:r', credential_source: 'EcsContainer' }
    expect(faultOf('ecs', { ecs })).toBe(undefined)
    expect(faultOf('p', { p: { credential_process: 'x' } })).toBe(undefined)
    expect(faultOf('l', { l: { login_session: 'arn:l' } })).toBe(undefined)
  })
})
