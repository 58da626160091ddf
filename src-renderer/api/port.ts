import { door } from '#contract/door'

/**
 * Asks the preload for the window's one door to the main process. A MessagePort cannot cross the context bridge, so
 * it comes by `window.postMessage`; only a message from this very window is believed.
 */
export function requestPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const [port] = event.ports
      if (event.source !== window || event.data !== door.port || port === undefined) return
      window.removeEventListener('message', onMessage)
      port.start()
      resolve(port)
    }
    window.addEventListener('message', onMessage)
    window.postMessage(door.ready, location.origin)
  })
}
