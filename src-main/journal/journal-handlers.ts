import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { AnswerOf, JournalFilter, ParsedInput } from '#contract'
import type { Journal } from './journal.ts'

/** Asks the user where to; undefined when they would rather not. Electron's dialog, or a test in its place. */
export type ChooseFile = (suggestedName: string) => Promise<string | undefined>

/** Entries read at a time: an export of 100,000 never holds more than this. */
const pageEntries = 500

async function writePages(
  file: FileHandle,
  journal: Journal,
  filter: JournalFilter,
): Promise<number> {
  let written = 0
  let beforeId: number | undefined
  do {
    const { entries } = await journal.list({ limit: pageEntries, beforeId, filter })
    await file.write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    written += entries.length
    beforeId = entries.length < pageEntries ? undefined : entries.at(-1)?.id
  } while (beforeId !== undefined)
  return written
}

/** Newest first, as the page shows them; the file is readable by its owner alone. @throws what the disk says */
async function exportTo(path: string, journal: Journal, filter: JournalFilter): Promise<number> {
  const file = await open(path, 'w', 0o600)
  try {
    return await writePages(file, journal, filter)
  } finally {
    await file.close()
  }
}

/** Operations of the journal page. */
export function journalHandlers(journal: Journal, chooseFile: ChooseFile) {
  return {
    'journal.list': (input: ParsedInput<'journal.list'>): Promise<AnswerOf<'journal.list'>> =>
      journal.list(input),
    'journal.export': async ({
      filter = {},
    }: ParsedInput<'journal.export'>): Promise<AnswerOf<'journal.export'>> => {
      const path = await chooseFile('weir-journal.ndjson')
      if (path === undefined) return { entries: 0 }
      return { path, entries: await exportTo(path, journal, filter) }
    },
  }
}
