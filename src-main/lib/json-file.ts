import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileSync } from 'atomically'
import type { z } from '#contract/z'

export interface JsonFileOptions<T> {
  folder: string
  /** Without the extension. */
  name: string
  schema: z.ZodType<T>
  initial: T
  /** Called with the new path when the file could not be understood and was put aside. */
  onSetAside(path: string): void
  nowMs(): number
}

/** One value on disk, always whole: read through its schema, written atomically, mode 0600. */
export interface JsonFile<T> {
  get(): T
  set(value: T): void
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** The value in a file; `initial` where there is no file yet, undefined where it cannot be understood. */
function findValue<T>(path: string, { schema, initial }: JsonFileOptions<T>): T | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return schema.safeParse(Reflect.get(Object(parsed), 'value')).data
  } catch (error) {
    // Not there yet is nothing to complain of; unreadable or not JSON is: the caller keeps it aside and reports it.
    return isMissing(error) ? initial : undefined
  }
}

/**
 * Opens a settings file. One that cannot be understood is kept aside as `<name>.unreadable-<time>.json` and
 * reported, never overwritten: it may hold the only copy of somebody's connections.
 */
export function openJsonFile<T extends object>(options: JsonFileOptions<T>): JsonFile<T> {
  const { folder, name, schema, initial } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${name}.json`)
  let current = findValue(path, options)
  if (current === undefined) {
    const aside = join(folder, `${name}.unreadable-${String(options.nowMs())}.json`)
    renameSync(path, aside)
    options.onSetAside(aside)
    current = initial
  }
  let value = current
  return {
    get: () => value,
    set: (next) => {
      value = schema.parse(next)
      writeFileSync(path, JSON.stringify({ value }, undefined, 2), { mode: 0o600 })
    },
  }
}

/** The same, read when it is first asked for: what the first screen does not need does not make it wait. */
export function openJsonFileLater<T extends object>(options: JsonFileOptions<T>): JsonFile<T> {
  let file: JsonFile<T> | undefined
  const open = (): JsonFile<T> => (file ??= openJsonFile(options))
  return {
    get: () => open().get(),
    set: (next) => {
      open().set(next)
    },
  }
}
