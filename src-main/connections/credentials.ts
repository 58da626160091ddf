import type { AwsCredentialIdentity } from '@smithy/types'
import type { Connection, Target } from '#contract'
import { z } from '#contract/z'
import { AppError } from '../lib/app-error.ts'
import { checkProfile } from './profile-chain.ts'
import { profileFailure } from './profile-failures.ts'
import type { SecretVault } from './secret-vault.ts'

/**
 * Emulators take any keys. They get these and never the profile chain: a real key must not be sent to whatever
 * listens on a port of this machine.
 */
const dummyKeys = { accessKeyId: 'weir-emulator', secretAccessKey: 'weir-emulator' }

/** What the vault holds for a connection with static keys. */
const keptSecretsSchema = z.object({
  secretAccessKey: z.string(),
  sessionToken: z.string().optional(),
})

export interface CredentialParts {
  connection: Connection
  vault: Pick<SecretVault, 'find'> | undefined
  /** Asks a person for the code of a device. @throws cancelled */
  askCode(question: { device: string; wasWrong: boolean }): Promise<string>
  /** How the SDK's own calls for credentials go out. */
  requestHandler: Record<string, unknown>
}

/** Whose credentials sign the calls of a connection, in words for the user. */
export function credentialsSource({ target }: Connection): string {
  if (target.kind === 'profile') return `profile ${target.profile}`
  if (target.kind === 'environment') return 'environment'
  if (target.kind === 'keys') return `keys ${target.keyId}`
  return 'dummy keys'
}

/** STS's words for a code that is wrong or was used before; its code is the same as for any other denial. */
const wrongCode = /MultiFactorAuthentication failed/i

/**
 * Credentials by the connection's own source alone; the SDK's default chain is never asked.
 * @throws credentials-expired, credentials-missing, access-denied, secret-unavailable, cancelled
 */
export async function obtainCredentials(parts: CredentialParts): Promise<AwsCredentialIdentity> {
  const { target } = parts.connection
  if (target.kind === 'profile') return ofProfile(target.profile, parts)
  if (target.kind === 'environment') return ofEnvironment()
  if (target.kind === 'keys') return ofVault(target, parts)
  return dummyKeys
}

/**
 * What the SDK's own clients for credentials are made of. The region is only for where a profile names none: given to
 * all of them it would send an SSO call to another region than that of the session. No variable decides where they
 * call and who sees the keys, as for all other clients.
 */
async function clientsOf({ connection: { region }, requestHandler }: CredentialParts) {
  const { getDefaultRoleAssumerWithWebIdentity } = await import('@aws-sdk/client-sts')
  const clientConfig = { requestHandler, ignoreConfiguredEndpointUrls: true }
  return {
    clientConfig,
    parentClientConfig: { region },
    // The SDK's own would not be given `clientConfig`: no proxy, no CA file.
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity({ ...clientConfig, region }),
  }
}

async function ofProfile(profile: string, parts: CredentialParts): Promise<AwsCredentialIdentity> {
  await checkProfile(profile)
  // Loaded on first use: the sandbox and emulators never need it, and it is slow to load.
  const { fromIni } = await import('@aws-sdk/credential-providers')
  const clients = await clientsOf(parts)
  const callerClientConfig = { region: () => Promise.resolve(parts.connection.region) }
  let wasAsked = false
  const attempt = async (wasWrong: boolean): Promise<AwsCredentialIdentity> => {
    const mfaCodeProvider = (device: string): Promise<string> => {
      wasAsked = true
      return parts.askCode({ device, wasWrong })
    }
    // Files are read anew each time: a person who is told of a fault mends it there and tries again.
    const provider = fromIni({ profile, mfaCodeProvider, ...clients, ignoreCache: true })
    return provider({ callerClientConfig })
  }
  for (let wasWrong = false; ; wasWrong = true) {
    try {
      return await attempt(wasWrong)
    } catch (thrown) {
      const isWrongCode = wasAsked && thrown instanceof Error && wrongCode.test(thrown.message)
      if (!isWrongCode) throw profileFailure(profile, thrown)
    }
  }
}

async function ofEnvironment(): Promise<AwsCredentialIdentity> {
  const { fromEnv } = await import('@aws-sdk/credential-providers')
  try {
    return await fromEnv()()
  } catch (cause) {
    throw new AppError('credentials-missing', 'no keys in the environment', {
      params: { reason: 'environment-missing' },
      cause,
    })
  }
}

async function ofVault(
  { keyId }: Extract<Target, { kind: 'keys' }>,
  { connection, vault }: CredentialParts,
): Promise<AwsCredentialIdentity> {
  const text = await vault?.find(connection.id)
  if (text === undefined) {
    throw new AppError('secret-unavailable', 'no secret is kept', { params: { reason: 'missing' } })
  }
  const { secretAccessKey, sessionToken } = keptSecretsSchema.parse(JSON.parse(text))
  const keys = { accessKeyId: keyId, secretAccessKey }
  return sessionToken === undefined ? keys : { ...keys, sessionToken }
}
