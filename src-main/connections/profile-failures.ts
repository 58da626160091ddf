import type { ErrorCode } from '#contract'
import { AppError, withFacts } from '../lib/app-error.ts'
import { fromAwsError } from '../lib/aws-errors.ts'

/** One way in which a source of credentials fails. */
interface Failure {
  code: ErrorCode
  reason: string
  /** What a person types to have them again; the profile's name follows. */
  command?: string
}

const processFailed = { code: 'credentials-missing', reason: 'process-failed' } as const
const ssoLogin = 'aws sso login'

/**
 * What the SDK tells in a message alone, an error of SSO with its name in front among them. First match counts.
 * Source: `@aws-sdk/credential-provider-*` and `token-providers` at the version that is locked.
 */
const byMessage: readonly (Failure & { pattern: RegExp })[] = [
  { pattern: /^Command failed/, ...processFailed },
  {
    pattern: /credential_process returned expired credentials/,
    code: 'credentials-missing',
    reason: 'process-expired',
  },
  {
    pattern: /credential_process (returned invalid|did not return Version 1)/,
    code: 'credentials-missing',
    reason: 'process-unreadable',
  },
  { pattern: /^ForbiddenException/, code: 'access-denied', reason: 'sso-forbidden' },
  {
    pattern: /SSO session .*has expired|Token is expired|^UnauthorizedException/i,
    code: 'credentials-expired',
    reason: 'sso-expired',
    command: ssoLogin,
  },
  {
    pattern: /sso login|SSO session/i,
    code: 'credentials-expired',
    reason: 'sso-signed-out',
    command: ssoLogin,
  },
  {
    pattern: /aws login|re-?authenticate|Failed to load token from/i,
    code: 'credentials-expired',
    reason: 'login-ended',
    command: 'aws login',
  },
  { pattern: /certificate/i, code: 'endpoint-unreachable', reason: 'tls' },
  { pattern: /ENOTFOUND|EAI_AGAIN/, code: 'endpoint-unreachable', reason: 'dns' },
  { pattern: /ECONNREFUSED/, code: 'endpoint-unreachable', reason: 'refused' },
]

const tokenRefused = { code: 'credentials-missing', reason: 'web-token-refused' } as const

/** What STS says to a role that is taken on. Source: errors of `AssumeRole` and `AssumeRoleWithWebIdentity`, STS API Reference. */
const byName: Readonly<Record<string, Failure>> = {
  AccessDenied: { code: 'access-denied', reason: 'role-denied' },
  IDPCommunicationError: tokenRefused,
  IDPRejectedClaim: tokenRefused,
  InvalidIdentityToken: tokenRefused,
}

const neverChanged = {
  action: 'AssumeRole',
  iamAction: 'sts:AssumeRole',
  endpoint: 'sts',
  changes: false,
  table: {},
}

/** Enough to see what a program complained of. */
const maxOutput = 300

function findFailure({ params }: AppError): Failure | undefined {
  const name = String(params['name'])
  const plain = name.replace(/Exception$/, '')
  if (Object.hasOwn(byName, plain)) return byName[plain]
  const message = String(params['message'])
  const isOfSdk = name === 'CredentialsProviderError' || name === 'TokenProviderError'
  return isOfSdk ? byMessage.find(({ pattern }) => pattern.test(message)) : undefined
}

/** The first line is the command, which may carry a secret; what it wrote to its error output follows. */
function processFailure(profile: string, thrown: unknown): AppError {
  const message = thrown instanceof Error ? thrown.message : ''
  const output = message.split('\n').slice(1).join('\n').trim().slice(-maxOutput)
  const { code, reason } = processFailed
  // Without its cause, which quotes the command.
  return new AppError(code, reason, { params: { reason, profile, message: output } })
}

/** Turns what a profile's source threw into an error with a reason that has words of its own. */
export function profileFailure(profile: string, thrown: unknown): AppError {
  const error = fromAwsError(thrown, neverChanged)
  const failure = findFailure(error)
  if (failure?.reason === processFailed.reason) return processFailure(profile, thrown)
  if (failure === undefined) {
    const isNamed = error.code !== 'credentials-missing' || error.params['reason'] !== undefined
    return withFacts(error, isNamed ? { profile } : { profile, reason: 'profile-empty' })
  }
  const { code, reason, command } = failure
  const { message, params, requestId } = error
  const known = { ...params, profile, reason }
  return new AppError(code, message, {
    params:
      command === undefined ? known : { ...known, command: `${command} --profile ${profile}` },
    requestId,
    cause: thrown,
  })
}
