import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

function lastPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0
  } catch {
    return 0 // the first start
  }
}

/** The port if it can be listened on (0: one the system chooses), let go again; else undefined. */
async function findFree(port: number): Promise<number | undefined> {
  const probe = createServer().listen(port, '127.0.0.1')
  const opened = await once(probe, 'listening').then(
    () => true,
    () => false, // taken, or not allowed: either way another port is needed
  )
  if (!opened) return undefined
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' ? address?.port : undefined
}

/**
 * The port of last time if nobody has taken it, so that a user's own services find the sandbox
 * where it was; else a free one.
 */
export async function getKeptPort(file: string): Promise<number> {
  const port = (await findFree(lastPort(file))) ?? (await findFree(0))
  if (port === undefined) throw new Error('no free port on 127.0.0.1')
  return port
}

export function keepPort(file: string, port: number): void {
  writeFileSync(file, String(port), { mode: 0o600 })
}
