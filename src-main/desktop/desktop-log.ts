import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { describeError } from '../lib/log.ts'
import type { Log, LogFacts } from '../lib/log.ts'

function line(event: string, facts: LogFacts = {}): string {
  return Object.keys(facts).length === 0 ? event : `${event} ${JSON.stringify(facts)}`
}

/** The log of the desktop app: `logs/main.log` in the data folder, 1 MiB and one older file, and the terminal. */
export function openDesktopLog(folder: string): Log {
  const { transports } = electronLog
  transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log')
  transports.file.maxSize = 1024 * 1024
  transports.console.level = 'info'
  return {
    info: (event, facts) => {
      electronLog.info(line(event, facts))
    },
    warn: (event, facts) => {
      electronLog.warn(line(event, facts))
    },
    error: (event, error, facts) => {
      electronLog.error(line(event, facts), describeError(error))
    },
  }
}
