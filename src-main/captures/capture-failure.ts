import { AppError } from '../lib/app-error.ts'
import { sqliteCode } from '../lib/sqlite-file.ts'

/** Why the file of captures cannot serve, each with words of its own. */
export const captureFailures = [
  'captures-full',
  'captures-locked',
  'captures-newer',
  'captures-damaged',
  'captures-unwritable',
  'captures-writing',
] as const
export type CaptureFailure = (typeof captureFailures)[number]

export function captureFailed(reason: CaptureFailure, cause?: unknown): AppError {
  return new AppError('conflict', `captures: ${reason}`, {
    params: { kind: 'captures', reason },
    retryable: reason === 'captures-locked',
    cause,
  })
}

/** SQLite's result codes by their beginnings: extended codes (`SQLITE_IOERR_WRITE`) say the same of a file. */
const reasons: readonly [string, CaptureFailure][] = [
  ['SQLITE_FULL', 'captures-full'],
  ['SQLITE_BUSY', 'captures-locked'],
  ['SQLITE_LOCKED', 'captures-locked'],
  ['SQLITE_CORRUPT', 'captures-damaged'],
  ['SQLITE_NOTADB', 'captures-damaged'],
  ['SQLITE_READONLY', 'captures-unwritable'],
  ['SQLITE_CANTOPEN', 'captures-unwritable'],
  ['SQLITE_IOERR', 'captures-unwritable'],
  ['ENOSPC', 'captures-full'],
  ['EACCES', 'captures-unwritable'],
  ['EROFS', 'captures-unwritable'],
]

/** What SQLite or the system says of the file, as Weir says it; anything else is unforeseen and stays as it is. */
export function toCaptureError(error: unknown): unknown {
  const code = sqliteCode(error)
  const reason = reasons.find(([start]) => code.startsWith(start))?.[1]
  return reason === undefined ? error : captureFailed(reason, error)
}
