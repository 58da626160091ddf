import { ipcRenderer } from 'electron'
import { door } from '#contract/door'

/**
 * All that the page gets of Electron: one MessagePort. A port cannot cross the context bridge, so it is passed on by
 * `postMessage`, to this very page only.
 */
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== door.ready) return
  ipcRenderer.invoke(door.connect).catch((error: unknown) => {
    // Refused by main: the page waits in vain, so the reason must be seen somewhere.
    reportError(error)
  })
})

ipcRenderer.on(door.port, (event) => {
  window.postMessage(door.port, location.origin, event.ports)
})
