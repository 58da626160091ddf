import { RPCLink } from '@orpc/client/message-port'
import { door } from '#contract/door'
import { timeCalls } from './time-calls.ts'

/** A second port for Weir's own page, by the same door as its first (src-renderer/api/port.ts, which bench may not import). */
function requestPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const [port] = event.ports
      if (event.data !== door.port || port === undefined) return
      window.removeEventListener('message', onMessage)
      port.start()
      resolve(port)
    }
    window.addEventListener('message', onMessage)
    window.postMessage(door.ready, location.origin)
  })
}

const link = requestPort().then((port) => new RPCLink({ port }))

export async function measure(calls: number): Promise<number> {
  const open = await link
  return timeCalls(calls, () => open.call(['settings', 'get'], {}, { context: {} }))
}
