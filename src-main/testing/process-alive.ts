import { readFileSync } from 'node:fs'

/** An ended process that nobody has collected yet: in a container that can take long. Linux only. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
  return stat.split(') ').at(-1)?.startsWith('Z') === true
}

/** Whether a process still runs, whoever started it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch {
    return false // no such process
  }
}
