import { rmSync } from 'node:fs'
import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 200
/** The holder renews its file's time this often… */
const HEARTBEAT_MS = 2_000
/**
 * …and one not renewed for so long has no holder any more. A process id could not tell: the file
 * outlives a restart, after which the same id is somebody else's.
 */
const ABANDONED_MS = 15_000

async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

async function removeIfAbandoned(file) {
  const found = await stat(file).catch(() => undefined)
  if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS) {
    await rm(file, { force: true })
  }
}

/** Keeps a taken lock alive. Returns how to give it back; the process's end does so too. */
function hold(file) {
  const renew = () => {
    const now = new Date()
    utimes(file, now, now).catch(() => undefined)
  }
  const heartbeat = setInterval(renew, HEARTBEAT_MS)
  const remove = () => rmSync(file, { force: true })
  process.once('exit', remove)
  return () => {
    clearInterval(heartbeat)
    process.off('exit', remove)
    remove()
  }
}

/**
 * Runs `task` while no other process on this machine runs one under the same lock file. It saves
 * double work and is no guarantee (two may take over an abandoned lock at the same moment), so what
 * the task makes must be put in place atomically all the same.
 */
export async function withFileLock(file, task) {
  await mkdir(dirname(file), { recursive: true })
  while (!(await take(file))) {
    await removeIfAbandoned(file)
    await sleep(POLL_MS)
  }
  const giveBack = hold(file)
  try {
    return await task()
  } finally {
    giveBack()
  }
}
