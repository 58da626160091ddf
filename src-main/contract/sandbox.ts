import { feed, operation } from './operation.ts'
import { z } from './z.ts'

/** The built-in emulator's state. `restarts` counts the times it died and was started again since Weir opened. */
export const sandboxStateSchema = z.object({
  state: z.enum(['starting', 'ready', 'restarting', 'failed', 'stopped']),
  restarts: z.int().min(0),
  /** Where it answers, once ready. Loopback only. */
  sqsEndpoint: z.string().optional(),
  kinesisEndpoint: z.string().optional(),
  /** Why there is no Kinesis, in the emulator's own words; queues and topics go on without it. */
  kinesisReason: z.string().optional(),
  /** Why it failed, in the emulator's own words. */
  reason: z.string().optional(),
  /** Where damaged data was put aside before starting afresh. */
  dataSetAside: z.string().optional(),
})
export type SandboxState = z.infer<typeof sandboxStateSchema>

const ready = { state: 'ready', restarts: 0, sqsEndpoint: 'http://127.0.0.1:40123' } as const

export const sandbox = {
  watch: feed({
    effect: 'local',
    description: 'Follows the state of the built-in emulator.',
    input: z.object({}),
    output: sandboxStateSchema,
    example: { input: {}, output: ready },
  }),
  reset: operation({
    effect: 'local',
    description: "Deletes the sandbox's data on this machine and builds its queues anew.",
    input: z.object({}),
    output: sandboxStateSchema,
    example: { input: {}, output: ready },
  }),
  restart: operation({
    effect: 'local',
    description: 'Starts the sandbox again after it failed, keeping its data.',
    input: z.object({}),
    output: sandboxStateSchema,
    example: { input: {}, output: { ...ready, restarts: 1 } },
  }),
}
