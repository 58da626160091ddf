import type { EntryFilter } from '#contract'

/** A condition on the columns of entries, with the values for its question marks; empty where there is none. */
export interface Condition {
  sql: string
  values: (string | number)[]
}

/** `%`, `_` and the escape itself stand for themselves in what a person searches for. */
function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

function attributeCondition({ name, value }: NonNullable<EntryFilter['attribute']>): Condition {
  const named = "json_extract(value, '$.name') = ?"
  const holding = " AND json_extract(value, '$.value') LIKE ? ESCAPE '\\'"
  const isSought = value !== undefined && value !== ''
  const inner = `SELECT 1 FROM json_each(attributes) WHERE ${named}${isSought ? holding : ''}`
  return {
    sql: `attributes IS NOT NULL AND EXISTS (${inner})`,
    values: isSought ? [name, likePattern(value)] : [name],
  }
}

/** Everything of a filter but its text. */
export function conditionOf({ attribute, fromMs, untilMs }: EntryFilter): Condition {
  const conditions: Condition[] = [
    ...(fromMs === undefined ? [] : [{ sql: 'sentAtMs >= ?', values: [fromMs] }]),
    ...(untilMs === undefined ? [] : [{ sql: 'sentAtMs <= ?', values: [untilMs] }]),
    ...(attribute === undefined ? [] : [attributeCondition(attribute)]),
  ]
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}
