import type { Clock } from '../lib/clock.ts'

/** What a session needs of the rest of the program. */
export interface SessionSettings {
  clock: Clock
  /** The sandbox's SQS endpoint, or undefined while it is not running. */
  findSandboxEndpoint(): string | undefined
  /** Resolves when the sandbox is no longer starting, whatever became of it. */
  sandboxStarted(): Promise<unknown>
}
