import { app, dialog } from 'electron'
import { describeError } from '../lib/log.ts'

/**
 * Weir cannot go on, and there may be no window to say so in: a data folder that cannot be written, for one. Said by the
 * system's own box, in English, since no words are loaded yet.
 */
export function failToStart(error: unknown): void {
  process.stderr.write(`${describeError(error)}\n`)
  const reason = error instanceof Error ? error.message : String(error)
  const folder = app.getPath('userData')
  dialog.showErrorBox('Weir could not start', `${reason}\n\nIts data folder is ${folder}.`)
  app.exit(1)
}
