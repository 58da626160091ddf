import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { SandboxCommand, SandboxMessage } from '../sandbox/protocol.ts'
import { isSandboxMessage } from '../sandbox/protocol.ts'

type MessageOf<T extends SandboxMessage['type']> = Extract<SandboxMessage, { type: T }>

/** The real sandbox program, run by Node as a child process. */
export interface SandboxProcess {
  readonly child: ChildProcess
  /** Everything it has said, oldest first. */
  readonly messages: readonly SandboxMessage[]
  /** The first message of the type, said or still to come; throws if it ends before. */
  until<T extends SandboxMessage['type']>(type: T): Promise<MessageOf<T>>
  tell(command: SandboxCommand): void
  /** Stops it; resolves when the process is gone. */
  close(): Promise<void>
}

const sandboxProgram = fileURLToPath(new URL('../sandbox/main.ts', import.meta.url))

function isOf<T extends SandboxMessage['type']>(
  message: SandboxMessage,
  type: T,
): message is MessageOf<T> {
  return message.type === type
}

/** Waits until `next` finds something; it is asked again after every message and at the end. */
async function untilFound<T>(child: ChildProcess, find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the sandbox ended')
    const waiting = new AbortController()
    const { signal } = waiting
    await Promise.race([once(child, 'message', { signal }), once(child, 'exit', { signal })])
    waiting.abort()
  }
}

/** Starts it on a data folder; `args` as in `--speed=20`, `--seed=7`, `--no-kinesis`. */
export function startSandboxProcess(dataDir: string, args: readonly string[] = []): SandboxProcess {
  const child = fork(sandboxProgram, [`--data-dir=${dataDir}`, ...args], {
    // node:sqlite says on every start that it is experimental.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const messages: SandboxMessage[] = []
  child.on('message', (value) => {
    if (isSandboxMessage(value)) messages.push(value)
  })
  const tell = (command: SandboxCommand): void => {
    child.send(command)
  }
  return {
    child,
    messages,
    until: (type) => untilFound(child, () => messages.find((each) => isOf(each, type))),
    tell,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      tell({ type: 'stop' })
      await exit
    },
  }
}
