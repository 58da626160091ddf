import { mkdirSync, renameSync } from 'node:fs'

/** SQLite's busy, locked, out of memory, read error and disk full: the data itself may be sound. */
const passing = new Set<unknown>([5, 6, 7, 10, 13])

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && passing.has(error.errcode)
}

/**
 * Opens stored data with `open`. When it cannot be read, the folder is kept as
 * `<folder>.unreadable-<time>` and `open` gets a second try on an empty one: it may hold the only
 * copy of something the user built. Trouble that may pass (a lock, a full disk) is thrown instead.
 */
export async function openData<T>(
  folder: string,
  open: (folder: string) => T | Promise<T>,
  report: { nowMs: () => number; onSetAside: (path: string) => void },
): Promise<T> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return await open(folder)
  } catch (error) {
    if (isPassing(error)) throw error
    const aside = `${folder}.unreadable-${String(report.nowMs())}`
    renameSync(folder, aside)
    report.onSetAside(aside)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return open(folder)
  }
}
