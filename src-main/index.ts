import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { registerAppScheme } from './desktop/app-scheme.ts'
import { failToStart } from './desktop/fatal.ts'
import { startDesktop } from './desktop/start.ts'

/** The folder of the build: `out`, which holds main, preload and renderer. */
const out = dirname(dirname(fileURLToPath(import.meta.url)))

registerAppScheme()
// Two instances would write the same files; the second one hands over to the first and goes.
if (!app.requestSingleInstanceLock()) app.exit(0)

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})
// Never awaited here: an Electron entry that waits for `ready` at its top level waits for ever.
app
  .whenReady()
  .then(() => {
    startDesktop(out)
  })
  .catch(failToStart)
