import { app } from 'electron'
import type { Log } from '../lib/log.ts'

/** What must be done may take this long; then Weir goes all the same, and the log says so. */
const quitTimeoutMs = 8_000

/** Lets everything end before the process does: nothing held, nothing half written, no process left behind. */
export function quitInOrder(log: Log, dispose: () => Promise<void>): void {
  let state: 'running' | 'ending' | 'ended' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'ended') return
    event.preventDefault()
    if (state === 'ending') return
    state = 'ending'
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, quitTimeoutMs))
    void Promise.race([dispose(), timeout])
      .catch((error: unknown) => {
        log.error('quit.failed', error)
      })
      .finally(() => {
        state = 'ended'
        app.exit(0)
      })
  })
}
