import { isAws } from '#contract'
import type { Identity, TestedConnection } from '#contract'
import type { Clock } from '../lib/clock.ts'
import { credentialsSource } from './credentials.ts'
import { watchRequests } from './request-watch.ts'
import type { Session } from './session.ts'

/** What the identity test of an emulator asks, since it has accounts of its own making: a list of one queue. */
export type EmulatorProbe = (session: Session) => Promise<void>

async function awsIdentity(session: Session): Promise<Omit<Identity, 'source'>> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
  const client = session.client('sts', 'read', (settings) =>
    watchRequests(new STSClient(settings), 'sts', session),
  )
  const facts = {
    action: 'GetCallerIdentity',
    iamAction: 'sts:GetCallerIdentity',
    changes: false,
    table: {},
  }
  const answer = await session.call(facts, () => client.send(new GetCallerIdentityCommand({})))
  return { account: answer.Account ?? '', arn: answer.Arn ?? '' }
}

/** Asks who a connection is, and how long the answer took. Any credentials may call `GetCallerIdentity`. */
export async function testConnection(
  session: Session,
  probe: EmulatorProbe,
  clock: Clock,
): Promise<TestedConnection> {
  const startedAtMs = clock.now()
  const isReal = isAws(session.connection.target)
  if (!isReal) await probe(session)
  const who = isReal
    ? await awsIdentity(session)
    : { account: '000000000000', arn: session.endpoint ?? '' }
  session.identity = { ...who, source: credentialsSource(session.connection) }
  return {
    identity: session.identity,
    latencyMs: clock.now() - startedAtMs,
  }
}
