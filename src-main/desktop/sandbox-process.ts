import { fork } from 'node:child_process'
import { utilityProcess } from 'electron'
import { isSandboxMessage } from '../sandbox/protocol.ts'
import type { SandboxCommand, SandboxMessage } from '../sandbox/protocol.ts'
import type { SandboxProcess } from '../sandbox/supervisor.ts'

export interface SandboxProgram {
  /** The bundled sandbox. */
  path: string
  dataFolder: string
}

/** fauxqs 2 needs `node:sqlite`, which Electron has had since its Node is 22.5 or newer. */
function hasSqlite(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 5)
}

function heard(listener: (message: SandboxMessage) => void) {
  return (message: unknown): void => {
    if (isSandboxMessage(message)) listener(message)
  }
}

function startInElectron(program: SandboxProgram): SandboxProcess {
  const child = utilityProcess.fork(program.path, [`--data-dir=${program.dataFolder}`], {
    serviceName: 'Weir sandbox',
  })
  return {
    send: (command: SandboxCommand) => {
      child.postMessage(command)
    },
    kill: () => child.kill(),
    onMessage: (listener) => child.on('message', heard(listener)),
    onExit: (listener) => child.on('exit', listener),
  }
}

/** The old test runtime only: its Node is too old for the emulator, so the toolchain's own is used. */
function startInNode(program: SandboxProgram, execPath: string): SandboxProcess {
  const child = fork(program.path, [`--data-dir=${program.dataFolder}`], {
    execPath,
    // node:sqlite says on every start that it is experimental.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return {
    send: (command: SandboxCommand) => {
      if (child.connected) child.send(command)
    },
    kill: () => child.kill('SIGKILL'),
    onMessage: (listener) => child.on('message', heard(listener)),
    onExit: (listener) => child.on('exit', listener),
  }
}

/** Starts the sandbox as a process of its own, so that an emulator can never block or crash the app. */
export function startSandboxProcess(program: SandboxProgram): SandboxProcess {
  const node = process.env['WEIR_NODE']
  if (hasSqlite()) return startInElectron(program)
  if (node !== undefined) return startInNode(program, node)
  throw new Error('this Electron is too old for the sandbox, and WEIR_NODE names no newer Node')
}
