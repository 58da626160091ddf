import { AsyncLocalStorage } from 'node:async_hooks'

/** One call to AWS as it was asked for: `sqs`, `SendMessage` and the SDK's input. */
export interface TracedCall {
  service: string
  action: string
  input: object
  /** What says where it went: `region`, `endpoint-url`, `profile`, as the AWS CLI names them. */
  options: Readonly<Record<string, string>>
}

/** A batch of thousands makes thousands of calls alike: the journal shows the first ones and counts the rest. */
const maxCalls = 20

interface OpenTrace {
  calls: TracedCall[]
  more: number
}
export type CallTrace = Readonly<OpenTrace>

const current = new AsyncLocalStorage<OpenTrace>()

/** Notes a call for whoever traces the work that it is part of; without a tracer it notes nothing. */
export function traceCall(call: TracedCall): void {
  const trace = current.getStore()
  if (trace === undefined) return
  if (trace.calls.length < maxCalls) trace.calls.push(call)
  else trace.more += 1
}

/**
 * Runs work and collects the AWS calls it makes, however deep: the clients note them, so no service has to hand its
 * calls up and none can forget to.
 */
export function withCallTrace<T>(run: (trace: CallTrace) => Promise<T>): Promise<T> {
  const trace: OpenTrace = { calls: [], more: 0 }
  return current.run(trace, () => run(trace))
}
