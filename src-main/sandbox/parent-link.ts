import { isSandboxCommand } from './protocol.ts'
import type { SandboxCommand, SandboxMessage } from './protocol.ts'

/** The program that started this process, whichever way it did. */
export interface ParentLink {
  send(message: SandboxMessage): void
  onCommand(handle: (command: SandboxCommand) => void): void
  /** Called when the parent is no more: nobody would ever stop this process otherwise. */
  onGone(handle: () => void): void
}

/** The part of Electron's `process.parentPort` that is used; Electron's types are not imported here. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message' | 'close', handle: (event: { data: unknown }) => void): unknown
}

function findParentPort(): ParentPort | undefined {
  const port: unknown = Reflect.get(process, 'parentPort')
  // Only Electron's utility process has the property, and there it is the port.
  return typeof port === 'object' && port !== null ? (port as ParentPort) : undefined
}

function hear(value: unknown, handle: (command: SandboxCommand) => void): void {
  if (isSandboxCommand(value)) handle(value)
}

/** An orphan is adopted by another process: its parent's number changes (never on Windows). */
function onAdopted(handle: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    handle()
  }, 1000)
  watch.unref()
}

function linkByPort(port: ParentPort): ParentLink {
  return {
    send: (message) => {
      port.postMessage(message)
    },
    onCommand: (handle) => port.on('message', ({ data }) => hear(data, handle)),
    onGone(handle) {
      port.on('close', handle)
      onAdopted(handle)
    },
  }
}

const linkByIpc: ParentLink = {
  send(message) {
    // A parent that left between two lines is told nothing; `disconnect` says so in time.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
  },
  onCommand: (handle) => process.on('message', (value) => hear(value, handle)),
  onGone(handle) {
    process.on('disconnect', handle)
    onAdopted(handle)
  },
}

/** The link to Electron's main process, or else to the Node program that forked this one. */
export function openParentLink(): ParentLink {
  const port = findParentPort()
  return port === undefined ? linkByIpc : linkByPort(port)
}
