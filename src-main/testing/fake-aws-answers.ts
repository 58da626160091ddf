import type { IncomingHttpHeaders } from 'node:http'

export interface AskedAws {
  host: string
  /** The `Action` of a query service, the path of any other. */
  action: string
  fields: Record<string, string>
  headers: IncomingHttpHeaders
}

export interface AwsAnswer {
  status: number
  type: string
  body: string
}

/**
 * Answers that no emulator gives. Their form is that of the examples of "GetCallerIdentity", "AssumeRole" and
 * "AssumeRoleWithWebIdentity" of the AWS STS API Reference, and of "GetRoleCredentials" of the IAM Identity Center
 * Portal API Reference; `CreateOAuth2Token` follows the SDK's own model of the sign-in service.
 */
const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/'

const json = 'application/x-amz-json-1.0'

function xml(action: string, result: string): AwsAnswer {
  const body = `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata></${action}Response>`
  return { status: 200, type: 'text/xml', body }
}

/** A refusal of STS, in the form of "Common Errors". */
export function stsError(code: string, message: string, status = 403): AwsAnswer {
  const body = `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ErrorResponse>`
  return { status, type: 'text/xml', body }
}

/** A refusal of a JSON service. */
export function jsonError(type: string, message: string, status: number): AwsAnswer {
  return { status, type: 'application/json', body: JSON.stringify({ __type: type, message }) }
}

const account = '123456789012'

/** Keys that say by their name which role they were given for. */
function keysOf(roleName: string): string {
  const expiration = new Date(Date.now() + 3_600_000).toISOString()
  return `<Credentials><AccessKeyId>ASIA${roleName.toUpperCase()}</AccessKeyId><SecretAccessKey>secret-of-${roleName}</SecretAccessKey><SessionToken>token-of-${roleName}</SessionToken><Expiration>${expiration}</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::${account}:assumed-role/${roleName}/weir</Arn><AssumedRoleId>ARO123EXAMPLE123:weir</AssumedRoleId></AssumedRoleUser>`
}

function roleIn({ fields }: AskedAws): string {
  return fields['RoleArn']?.split('/').at(-1) ?? 'none'
}

/** Who signed, by the key id in the signature. */
export function keyIdOf({ headers }: AskedAws): string | undefined {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1]
}

function identity(asked: AskedAws): AwsAnswer {
  const role = keyIdOf(asked)?.replace(/^ASIA/, '').toLowerCase() ?? 'nobody'
  const arn = `arn:aws:sts::${account}:assumed-role/${role}/weir`
  return xml(
    'GetCallerIdentity',
    `<Arn>${arn}</Arn><UserId>ARO123EXAMPLE123:weir</UserId><Account>${account}</Account>`,
  )
}

function ssoCredentials({ fields }: AskedAws): AwsAnswer {
  const role = fields['role_name'] ?? 'none'
  const roleCredentials = {
    accessKeyId: `ASIA${role.toUpperCase()}`,
    secretAccessKey: `secret-of-${role}`,
    sessionToken: `token-of-${role}`,
    expiration: Date.now() + 3_600_000,
  }
  return { status: 200, type: 'application/json', body: JSON.stringify({ roleCredentials }) }
}

/** The usual answer: everything is allowed. */
export function findAwsAnswer(asked: AskedAws): AwsAnswer {
  const { action } = asked
  if (action === 'GetCallerIdentity') return identity(asked)
  if (action === 'AssumeRole' || action === 'AssumeRoleWithWebIdentity') {
    return xml(action, keysOf(roleIn(asked)))
  }
  if (action === 'AmazonSQS.ListQueues') return { status: 200, type: json, body: '{}' }
  if (action === '/federation/credentials') return ssoCredentials(asked)
  return stsError('InvalidAction', `Could not find operation ${action}`, 400)
}
