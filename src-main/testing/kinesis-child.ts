import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import kinesalite from 'kinesalite'
import { listenOnLoopbackOnly } from '../sandbox/loopback-only.ts'

/** A Kinesis emulator as a program of its own: `kinesalite` or `kinesis-local`. Says where it answers. */
function announce(port: number): void {
  process.send?.({ endpoint: `http://127.0.0.1:${String(port)}` })
}

async function startKinesalite(): Promise<void> {
  const server = kinesalite({
    createStreamMs: 10,
    updateStreamMs: 10,
    deleteStreamMs: 10,
    shardLimit: 500,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'object' && address !== null) announce(address.port)
}

/** A port that nobody listens on just now: of those it opens by itself, kinesis-local does not say which is which. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function startKinesisLocal(): Promise<void> {
  const port = await findFreePort()
  process.env['KINESIS_MOCK_PLAIN_PORT'] = String(port)
  listenOnLoopbackOnly((server) => {
    const address = server.address()
    if (typeof address === 'object' && address?.port === port) announce(port)
  })
  createRequire(import.meta.url)('kinesis-local')
}

process.once('disconnect', () => process.exit(0))
if (process.argv[2] === 'kinesalite') await startKinesalite()
else await startKinesisLocal()
