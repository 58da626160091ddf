import { startFauxqs } from 'fauxqs'
import { listenOnLoopbackOnly } from '../sandbox/loopback-only.ts'
import { prepareStore } from '../sandbox/prepare-store.ts'

// A process of its own: fauxqs then has its own thread, and its `listen` can be held to loopback
// without touching the servers of the tests.
const dataDir = process.argv[2]
listenOnLoopbackOnly()
process.on('disconnect', () => process.exit())
if (dataDir !== undefined) prepareStore(dataDir)
const server = await startFauxqs({
  port: 0,
  logger: false,
  ...(dataDir === undefined ? {} : { dataDir }),
})
process.send?.({ endpoint: `http://127.0.0.1:${String(server.port)}` })
