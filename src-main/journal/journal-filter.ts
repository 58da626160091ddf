import type { JournalFilter } from '#contract'

/** A condition in SQL and the values for its question marks. */
export interface Condition {
  sql: string
  values: (string | number)[]
}

const searched = [
  'operation',
  'target',
  'connectionName',
  'identity',
  'requestId',
  'code',
  'commands',
] as const

/** `%`, `_` and the escape itself stand for themselves in what a person searches for. */
function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

function oneOf(column: string, values: readonly string[]): Condition {
  return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values: [...values] }
}

function textCondition(text: string): Condition {
  const pattern = likePattern(text)
  return {
    sql: `(${searched.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`,
    values: searched.map(() => pattern),
  }
}

/** All conditions of a filter as one; an empty filter is always true. */
export function toCondition(filter: JournalFilter): Condition {
  const { connectionId, effects, outcomes, beforeMs, text = '' } = filter
  const conditions = [
    ...(connectionId === undefined ? [] : [oneOf('connectionId', [connectionId])]),
    ...(effects === undefined ? [] : [oneOf('effect', effects)]),
    ...(outcomes === undefined ? [] : [oneOf('outcome', outcomes)]),
    ...(beforeMs === undefined ? [] : [{ sql: 'atMs < ?', values: [beforeMs] }]),
    ...(text.trim() === '' ? [] : [textCondition(text.trim())]),
  ]
  return {
    sql: ['1', ...conditions.map(({ sql }) => sql)].join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}
