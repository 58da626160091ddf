import { ipcMain, MessageChannelMain } from 'electron'
import type { IpcMainInvokeEvent, MessagePortMain, WebContents } from 'electron'
import { door } from '#contract/door'
import type { Log } from '../lib/log.ts'
import type { Port } from '../rpc/serve-port.ts'
import { findRefusal } from './sender.ts'
import type { Sender } from './sender.ts'

export interface DoorOptions {
  /** The origins whose page may ask: Weir's own, and in development the dev server's. */
  origins: readonly string[]
  log: Log
  onPort(port: Port): void
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
