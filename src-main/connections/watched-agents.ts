import { Agent as HttpAgent } from 'node:http'
import type { AgentOptions as HttpAgentOptions } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { AgentOptions as HttpsAgentOptions } from 'node:https'
import type { EventEmitter } from 'node:events'
import { markNeverSent } from '../lib/never-sent.ts'

/** No request is written before a socket is ready, so what breaks it before then surely did nothing. */
function watch<S extends EventEmitter | null | undefined>(socket: S, ready: string): S {
  let isReady = false
  socket?.once(ready, () => {
    isReady = true
  })
  // The request is given the same error after this.
  socket?.once('error', (error: unknown) => {
    if (!isReady) markNeverSent(error)
  })
  return socket
}

class WatchedHttpAgent extends HttpAgent {
  override createConnection(...[options, callback]: Parameters<HttpAgent['createConnection']>) {
    return watch(super.createConnection(options, callback), 'connect')
  }
}

class WatchedHttpsAgent extends HttpsAgent {
  override createConnection(...[options, callback]: Parameters<HttpsAgent['createConnection']>) {
    return watch(super.createConnection(options, callback), 'secureConnect')
  }
}

/** Agents that tell which errors came before a request could go out; behind a proxy's tunnel only the error's name tells. */
export function watchedAgents(options: {
  httpAgent: HttpAgentOptions
  httpsAgent: HttpsAgentOptions
}) {
  return {
    httpAgent: new WatchedHttpAgent(options.httpAgent),
    httpsAgent: new WatchedHttpsAgent(options.httpsAgent),
  }
}
