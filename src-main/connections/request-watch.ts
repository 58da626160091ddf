import type {
  AbsoluteLocation,
  FinalizeRequestHandlerOptions,
  FinalizeRequestMiddleware,
  InitializeHandlerOptions,
  InitializeMiddleware,
} from '@smithy/types'
import { traceCall } from '../lib/call-trace.ts'
import { markNeverSent } from '../lib/never-sent.ts'
import type { EmulatedService } from './session-settings.ts'
import type { CallMeter } from './call-meter.ts'
import { billOf } from './request-bill.ts'

/** Of an SDK client, what watching needs: every client has it, each typed with its own inputs. */
interface WatchedClient {
  middlewareStack: {
    add(
      middleware: InitializeMiddleware<object, object>,
      options: InitializeHandlerOptions & { name: string },
    ): void
    add(
      middleware: FinalizeRequestMiddleware<object, object>,
      options: FinalizeRequestHandlerOptions & AbsoluteLocation & { name: string },
    ): void
    remove(name: string): boolean
  }
}

/** Of a session, what watching needs. */
interface WatchedSession {
  meter: CallMeter
  cliOptionsOf(service: EmulatedService): Readonly<Record<string, string>>
}

function commandAction(context: { commandName?: string }): string {
  return (context.commandName ?? '').replace(/Command$/, '')
}

/**
 * Lets the meter count every request that a client sends, attempts that the SDK repeats included, since AWS bills each; and
 * notes every command for the journal. `service` is AWS's own short name: `sqs`, `sts`.
 */
export function watchRequests<C extends WatchedClient>(
  client: C,
  service: string,
  session: WatchedSession,
): C {
  // It copies every answer, field by field, for a log that is not kept: of 10,000 records that takes as long as reading them.
  client.middlewareStack.remove('loggerMiddleware')
  const sent = new WeakSet<object>()
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const options = session.cliOptionsOf(service === 'kinesis' ? 'kinesis' : 'sqs')
      traceCall({ service, action: commandAction(context), input: args.input, options })
      try {
        return await next(args)
      } catch (error) {
        // It could not be written, addressed or signed.
        if (!sent.has(context)) markNeverSent(error)
        throw error
      }
    },
    { step: 'initialize', name: 'weirTrace' },
  )
  client.middlewareStack.add(
    (next, context) => async (args) => {
      sent.add(context)
      const bill = session.meter.count()
      try {
        const result = await next(args)
        bill(billOf(service, args, result.response))
        return result
      } catch (error) {
        // Refused and lost requests are billed like others, as far as is known: one request each.
        bill(billOf(service, args, undefined))
        throw error
      }
    },
    // After the SDK's own retries: what stands here runs once an attempt.
    { step: 'finalizeRequest', priority: 'low', name: 'weirMeter' },
  )
  return client
}
