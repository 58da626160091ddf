import type { AwsCredentialIdentityProvider } from '@smithy/types'
import type { Connection } from '#contract'

/**
 * Emulators take any keys. They get these and never the profile chain: a real key must not be sent to whatever
 * listens on a port of this machine.
 */
const dummyKeys = { accessKeyId: 'weir-emulator', secretAccessKey: 'weir-emulator' }

/** Whose credentials sign the calls of a connection, in words for the user. */
export function credentialsSource(connection: Connection): string {
  return connection.target.kind === 'profile'
    ? `profile ${connection.target.profile}`
    : 'dummy keys'
}

/** Credentials by the connection's own source alone; the SDK's default chain is never asked. */
export function credentialsOf(connection: Connection): AwsCredentialIdentityProvider {
  if (connection.target.kind !== 'profile') return () => Promise.resolve(dummyKeys)
  const { profile } = connection.target
  let provider: AwsCredentialIdentityProvider | undefined
  return async (options) => {
    // Loaded on first use: the sandbox and emulators never need it, and it is slow to load.
    const { fromIni } = await import('@aws-sdk/credential-providers')
    provider ??= fromIni({ profile })
    return provider(options)
  }
}
