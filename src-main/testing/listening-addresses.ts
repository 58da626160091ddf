import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

function findLink(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined // closed between the listing and the reading
  }
}

/** Socket inodes a process holds open. */
function socketsOf(pid: number): Set<string> {
  const folder = `/proc/${String(pid)}/fd`
  const found = new Set<string>()
  for (const name of readdirSync(folder)) {
    const inode = /^socket:\[(\d+)\]$/.exec(findLink(`${folder}/${name}`) ?? '')?.[1]
    if (inode !== undefined) found.add(inode)
  }
  return found
}

function parentOf(pid: string): number | undefined {
  try {
    // The command name may hold spaces and brackets; the fields after it do not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)
    return Number(fields?.split(' ')[1])
  } catch {
    return undefined
  }
}

/** The process and everything it started. Linux only. */
function processTree(pid: number): number[] {
  const children = readdirSync('/proc').filter((name) => parentOf(name) === pid)
  return [pid, ...children.flatMap((child) => processTree(Number(child)))]
}

function listeners(): { address: string; inode: string }[] {
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8').split('\n').slice(1),
  )
  return lines.flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
    const address = local?.split(':')[0]
    // State 0A in /proc/net/tcp is LISTEN.
    return state === '0A' && address && inode ? [{ address, inode }] : []
  })
}

/** 127.0.0.1, ::1 and ::ffff:127.0.0.1, as /proc writes them (each word little-endian). */
const loopback = new Set([
  '0100007F',
  '00000000000000000000000001000000',
  '0000000000000000FFFF00000100007F',
])

/**
 * Where a process and its children listen: how many sockets, and which of them could be reached
 * from another machine. Linux only (reads /proc).
 */
export function listeningOf(pid: number): { count: number; elsewhere: string[] } {
  const inodes = new Set(processTree(pid).flatMap((each) => [...socketsOf(each)]))
  const own = listeners().filter((listener) => inodes.has(listener.inode))
  const elsewhere = own.map((each) => each.address).filter((address) => !loopback.has(address))
  return { count: own.length, elsewhere }
}
