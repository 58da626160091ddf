import { basename } from 'node:path'
import { settingsSchema, streamArnSchema, topicArnSchema } from '#contract'
import type { Notice, Settings } from '#contract'
import { noSavedFilters, savedFiltersSchema } from './captures/saved-filters.ts'
import { noSavedConnections, savedConnectionsSchema } from './connections/connection-store.ts'
import { noOwnPrices, ownPricesSchema } from './connections/price-book.ts'
import { noSavedPins, savedPinsSchema } from './connections/saved-pins.ts'
import type { Clock } from './lib/clock.ts'
import { openJsonFile, openJsonFileLater } from './lib/json-file.ts'
import type { Log } from './lib/log.ts'
import { noSavedQueues, savedQueuesSchema } from './queues/saved-queues.ts'
import { noSavedTemplates, savedTemplatesSchema } from './queues/templates.ts'
import { noSavedSchemas, savedSchemasSchema } from './schemas/schemas.ts'
import { noSavedTaps, savedTapsSchema } from './topics/taps/tap-records.ts'

const defaultSettings: Settings = { theme: 'system', language: 'system' }

interface Place {
  folder: string
  clock: Clock
  log: Log
}

/** `connections.unreadable-17.json` was `connections.json`. */
function originalName(path: string): string {
  return basename(path).replace(/\.unreadable-\d+/, '')
}

/** Where files are, and that one which cannot be read is set aside and told. */
export function fileOptions(from: Place, notices: Notice[]) {
  return {
    folder: from.folder,
    nowMs: () => from.clock.now(),
    onSetAside: (path: string) => {
      from.log.warn('file.set-aside', { path })
      notices.push({ code: 'file-set-aside', params: { file: originalName(path), path } })
    },
  }
}

type FileOptions = ReturnType<typeof fileOptions>

/** What was added by ARN. */
function openPins(shared: FileOptions) {
  return {
    topics: openJsonFileLater({
      ...shared,
      name: 'topics',
      schema: savedPinsSchema(topicArnSchema),
      initial: noSavedPins,
    }),
    streams: openJsonFileLater({
      ...shared,
      name: 'streams',
      schema: savedPinsSchema(streamArnSchema),
      initial: noSavedPins,
    }),
  }
}

/** What was kept to be used again. */
function openKept(shared: FileOptions) {
  return {
    // Up to 4 MiB, which bodies alone ask for.
    schemas: openJsonFileLater({
      ...shared,
      name: 'schemas',
      schema: savedSchemasSchema,
      initial: noSavedSchemas,
    }),
    // Up to 1 MiB, which captures alone ask for.
    savedFilters: openJsonFileLater({
      ...shared,
      name: 'saved-filters',
      schema: savedFiltersSchema,
      initial: noSavedFilters,
    }),
    // Up to 8 MiB, for one form.
    templates: openJsonFileLater({
      ...shared,
      name: 'templates',
      schema: savedTemplatesSchema,
      initial: noSavedTemplates,
    }),
  }
}

/** The files that Weir keeps, each with its schema; unread until asked where one is large or seldom needed. */
export function openSavedFiles(from: Place, notices: Notice[]) {
  const shared = fileOptions(from, notices)
  return {
    ...openPins(shared),
    ...openKept(shared),
    settings: openJsonFile({
      ...shared,
      name: 'settings',
      schema: settingsSchema,
      initial: defaultSettings,
    }),
    queues: openJsonFile({
      ...shared,
      name: 'queues',
      schema: savedQueuesSchema,
      initial: noSavedQueues,
    }),
    taps: openJsonFileLater({
      ...shared,
      name: 'taps',
      schema: savedTapsSchema,
      initial: noSavedTaps,
    }),
    connections: openJsonFile({
      ...shared,
      name: 'connections',
      schema: savedConnectionsSchema,
      initial: noSavedConnections,
    }),
    prices: openJsonFile({
      ...shared,
      name: 'prices',
      schema: ownPricesSchema,
      initial: noOwnPrices,
    }),
  }
}
