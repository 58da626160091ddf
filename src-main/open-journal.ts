import { join } from 'node:path'
import type { Notice, Settings } from '#contract'
import { Journal } from './journal/journal.ts'
import { journalHandlers } from './journal/journal-handlers.ts'
import type { ChooseFile } from './journal/journal-handlers.ts'
import type { Clock } from './lib/clock.ts'
import type { DisposableStore } from './lib/disposables.ts'
import type { JsonFile } from './lib/json-file.ts'
import type { Log } from './lib/log.ts'
import { startRetention } from './lib/retention.ts'

interface JournalSurroundings {
  folder: string
  journalWorkerUrl: URL
  chooseFile: ChooseFile
  clock: Clock
  log: Log
}

interface Kept {
  files: { settings: Pick<JsonFile<Settings>, 'get'> }
  disposables: DisposableStore
}

function pathOf({ folder }: Pick<JournalSurroundings, 'folder'>): string {
  return join(folder, 'journal', 'journal.db')
}

/** The journal on disk. Whoever writes into it must have ended before it does, so it is opened first. */
export function openJournal(from: JournalSurroundings, notices: Notice[]): Journal {
  return new Journal({
    path: pathOf(from),
    workerUrl: from.journalWorkerUrl,
    clock: from.clock,
    onSetAside: (path) => {
      from.log.warn('journal.set-aside', { path })
      notices.push({ code: 'journal-set-aside', params: { path } })
    },
  })
}

/** Operations of the journal, which from now on lets go of what comes of age. */
export function openJournalHandlers(
  from: JournalSurroundings,
  journal: Journal,
  { files, disposables }: Kept,
) {
  const { clock, log, chooseFile } = from
  const stopRetention = startRetention({
    ...{ store: journal, path: pathOf(from), clock },
    days: () => files.settings.get().journalDays ?? 0,
    onRemoved: (count) => {
      log.info('journal.of-age', { count })
    },
    onFailed: (error) => {
      log.warn('journal.retention', { message: String(error) })
    },
  })
  disposables.add(stopRetention)
  return journalHandlers(journal, chooseFile)
}
