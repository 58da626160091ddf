import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 200

/** Whether a process of that id exists, whoever owns it. */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function take(file) {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(String(process.pid))
    await handle.close()
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** A lock whose holder died is left behind on disk: it must not block everybody for ever. */
async function removeIfAbandoned(file) {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''))
  // An empty file is a lock that is being written at this moment.
  if (holder > 0 && !isAlive(holder)) await rm(file, { force: true })
}

/**
 * Runs `task` while no other process on this machine runs one under the same lock file.
 * Meant to save double work: what the task makes must be put in place atomically all the same.
 */
export async function withFileLock(file, task) {
  await mkdir(dirname(file), { recursive: true })
  while (!(await take(file))) {
    await removeIfAbandoned(file)
    await sleep(POLL_MS)
  }
  try {
    return await task()
  } finally {
    await rm(file, { force: true })
  }
}
