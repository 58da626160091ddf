import { connectionIdSchema } from '#contract'
import type { ConnectionId, OperationMeta } from '#contract'
import type { GetConnection, Guard } from './guard.ts'
import type { CallContext } from './handlers.ts'
import { noRecord, runRecorded } from './recorder.ts'
import type { CallRecord, RecorderParts } from './recorder.ts'

export interface RunnerParts extends RecorderParts {
  guard: Guard
  getConnection: GetConnection
  /** The ARN that signs a connection's calls; undefined until it was asked for. */
  findIdentity(connectionId: ConnectionId): string | undefined
}

export interface Call {
  name: string
  meta: OperationMeta
  /** Already parsed. */
  input: Record<string, unknown>
  signal: AbortSignal
}

export type RunHandler = (input: unknown, context: CallContext) => unknown

/**
 * What the journal names as the target: the name of the queue, topic or stream, also of one to be made, or nothing
 * where there is none. A subscription has no name; its ARN begins with the topic's.
 */
function targetOf(input: Record<string, unknown>): string {
  const { queueUrl, queueUrls, topicArn, subscriptionArn, streamArn, name } = input
  if (typeof queueUrl === 'string') return queueUrl.split('/').at(-1) ?? queueUrl
  if (Array.isArray(queueUrls))
    return queueUrls.map((url) => String(url).split('/').at(-1)).join(', ')
  const arn = topicArn ?? subscriptionArn
  if (typeof arn === 'string') return arn.split(':')[5] ?? arn
  if (typeof streamArn === 'string') return streamArn.split('/').at(-1) ?? streamArn
  return typeof name === 'string' ? name : ''
}

/**
 * The way of every operation: guard, journal, handler. Only `local` ones, which touch nothing outside this machine,
 * pass unasked; any other that names no connection has nobody's guard to ask and does not run.
 */
export async function runCall(
  parts: RunnerParts,
  call: Call,
  handler: RunHandler,
): Promise<unknown> {
  const { name, meta, input, signal } = call
  const run = (record: CallRecord): Promise<unknown> =>
    Promise.resolve(handler(input, { signal, ...record }))
  if (meta.effect === 'local') return run(noRecord)
  const connectionId = connectionIdSchema.parse(input['connectionId'])
  parts.guard.check({ operation: name, effect: meta.effect, input }, connectionId)
  const recorded = {
    operation: name,
    effect: meta.effect,
    connectionId,
    connectionName: parts.getConnection(connectionId).name,
    target: targetOf(input),
    identity: parts.findIdentity(connectionId),
  }
  return runRecorded(parts, recorded, run)
}
