import { ipcMain, MessageChannelMain } from 'electron'
import type { IpcMainInvokeEvent, MessagePortMain, WebContents } from 'electron'
import { door } from '#contract/door'
import type { Log } from '../lib/log.ts'
import type { Port } from '../rpc/serve-port.ts'

export interface DoorOptions {
  /** The origins whose page may ask: Weir's own, and in development the dev server's. */
  origins: readonly string[]
  log: Log
  onPort(port: Port): void
}

/** What is asked about a sender; a part of Electron's event, so that a test can make one. */
export interface Sender {
  contentsId: number
  isMainFrame: boolean
  origin: string
}

/** Why a sender is refused, or undefined: known window, main frame, own origin. */
export function findRefusal(
  sender: Sender,
  windows: ReadonlySet<number>,
  origins: readonly string[],
): string | undefined {
  if (!windows.has(sender.contentsId)) return 'unknown window'
  if (!sender.isMainFrame) return 'not the main frame'
  if (!origins.includes(sender.origin)) return 'foreign origin'
  return undefined
}

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame
  return {
    contentsId: event.sender.id,
    isMainFrame: frame !== null && frame.parent === null,
    origin: frame?.origin ?? '',
  }
}

function toPort(port: MessagePortMain): Port {
  return {
    post: (message) => {
      port.postMessage(message)
    },
    onMessage: (listener) => {
      port.on('message', (event) => {
        listener(event.data)
      })
      port.start()
    },
    onClose: (listener) => {
      port.on('close', listener)
    },
    close: () => {
      port.close()
    },
  }
}

/** The one place where a window gets its port. Ports carry no sender, so the sender is checked here and only here. */
export class Door {
  readonly #windows = new Set<number>()
  readonly #options: DoorOptions

  constructor(options: DoorOptions) {
    this.#options = options
    ipcMain.handle(door.connect, (event) => {
      this.#connect(event)
    })
  }

  /** Makes a window known; forgets it when it is gone. */
  admit(contents: WebContents): void {
    const { id } = contents
    this.#windows.add(id)
    contents.once('destroyed', () => this.#windows.delete(id))
  }

  #connect(event: IpcMainInvokeEvent): void {
    const refusal = findRefusal(senderOf(event), this.#windows, this.#options.origins)
    if (refusal !== undefined) {
      this.#options.log.warn('door.refused', { refusal })
      throw new Error(`Weir refused to connect this page: ${refusal}`)
    }
    const { port1, port2 } = new MessageChannelMain()
    this.#options.onPort(toPort(port1))
    event.senderFrame?.postMessage(door.port, null, [port2])
  }
}
