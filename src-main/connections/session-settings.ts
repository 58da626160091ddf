import type { Clock } from '../lib/clock.ts'
import type { AskPerson } from './credential-prompts.ts'
import type { SecretVault } from './secret-vault.ts'

/** What the sandbox's emulators answer for: SQS and SNS are one program, Kinesis is another. */
export type EmulatedService = 'sqs' | 'kinesis'

/** What a session needs of the rest of the program. */
export interface SessionSettings {
  clock: Clock
  /** Without one no static keys are kept. */
  vault?: Pick<SecretVault, 'find'>
  /** Without any nobody can be asked. */
  prompts?: AskPerson
  /** Where the sandbox answers for a service, or undefined while it is not running. */
  findSandboxEndpoint(service: EmulatedService): string | undefined
  /** Resolves when the sandbox is no longer starting, whatever became of it; its Kinesis follows its SQS. */
  sandboxStarted(service: EmulatedService): Promise<unknown>
}
