import { ipcMain, MessageChannelMain } from 'electron'
import type { BrowserWindow, IpcMainInvokeEvent, MessagePortMain } from 'electron'
import { door } from '#contract/door'
import type { Log } from '../lib/log.ts'
import { Seen } from '../lib/seen.ts'
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

/**
 * The page's own `visibilityState` is not enough: a minimised window may go on calling itself visible, and the page is
 * not what decides whether AWS is polled.
 */
function watchSeen(window: BrowserWindow): Seen {
  const seen = new Seen()
  const look = (): void => {
    seen.set(window.isVisible() && !window.isMinimized())
  }
  window.on('hide', look)
  window.on('minimize', look)
  window.on('show', look)
  window.on('restore', look)
  return seen
}

function toPort(port: MessagePortMain, seen: Seen): Port {
  return {
    seen,
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
  readonly #windows = new Map<number, Seen>()
  readonly #options: DoorOptions

  constructor(options: DoorOptions) {
    this.#options = options
    ipcMain.handle(door.connect, (event) => {
      this.#connect(event)
    })
  }

  /** Makes a window known, and whether it can be seen; forgets it when it is gone. */
  admit(window: BrowserWindow): void {
    const { id } = window.webContents
    this.#windows.set(id, watchSeen(window))
    window.once('closed', () => this.#windows.delete(id))
  }

  #connect(event: IpcMainInvokeEvent): void {
    const refusal = findRefusal(
      senderOf(event),
      new Set(this.#windows.keys()),
      this.#options.origins,
    )
    const seen = this.#windows.get(event.sender.id)
    if (refusal !== undefined || seen === undefined) {
      this.#options.log.warn('door.refused', { refusal: refusal ?? '' })
      throw new Error(`Weir refused to connect this page: ${refusal ?? ''}`)
    }
    const { port1, port2 } = new MessageChannelMain()
    this.#options.onPort(toPort(port1, seen))
    event.senderFrame?.postMessage(door.port, null, [port2])
  }
}
