import { AsyncLocalStorage } from 'node:async_hooks'
import { awsCliLine } from './aws-cli-line.ts'
import type { TracedCall } from './aws-cli-line.ts'

/** A batch of thousands makes thousands of calls alike: the journal shows the first ones and counts the rest. */
const maxCalls = 20

interface OpenTrace {
  /** As lines for the AWS CLI: the inputs themselves would keep what was sent in memory for as long as a send lasts. */
  commands: string[]
  more: number
}
export type CallTrace = Readonly<OpenTrace>

const current = new AsyncLocalStorage<OpenTrace>()

/** Notes a call for whoever traces the work that it is part of; without a tracer it notes nothing. */
export function traceCall(call: TracedCall): void {
  const trace = current.getStore()
  if (trace === undefined) return
  if (trace.commands.length < maxCalls) trace.commands.push(awsCliLine(call))
  else trace.more += 1
}

/**
 * Runs work and collects the AWS calls it makes, however deep: the clients note them, so no service has to hand its
 * calls up and none can forget to.
 */
export function withCallTrace<T>(run: (trace: CallTrace) => Promise<T>): Promise<T> {
  const trace: OpenTrace = { commands: [], more: 0 }
  return current.run(trace, () => run(trace))
}
