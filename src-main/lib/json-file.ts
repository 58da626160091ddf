import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
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

function isUnderstood(path: string, schema: z.ZodType): boolean {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    // A file that is not there yet is nothing to complain of; one that cannot be read is.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
  }
  try {
    const parsed: unknown = JSON.parse(text)
    return schema.safeParse((parsed as { value?: unknown } | null)?.value).success // any JSON: asked for one field
  } catch {
    return false // not JSON at all: the caller keeps it aside and reports it
  }
}

/**
 * Opens a settings file. One that cannot be understood is kept aside as `<name>.unreadable-<time>.json` and
 * reported, never overwritten: it may hold the only copy of somebody's connections.
 */
export function openJsonFile<T>(options: JsonFileOptions<T>): JsonFile<T> {
  const { folder, name, schema, initial } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${name}.json`)
  if (!isUnderstood(path, schema)) {
    const aside = join(folder, `${name}.unreadable-${String(options.nowMs())}.json`)
    renameSync(path, aside)
    options.onSetAside(aside)
  }
  const conf = new Conf<{ value: unknown }>({
    cwd: folder,
    configName: name,
    defaults: { value: initial },
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  })
  return {
    get: () => schema.parse(conf.get('value')),
    set: (value) => {
      conf.set('value', schema.parse(value))
    },
  }
}
