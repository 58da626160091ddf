import type Database from 'libsql'
import { connectionIdSchema, messageIdSchema, momentMsSchema, queueUrlSchema } from '#contract'
import { z } from '#contract/z'

const heldKeySchema = z.object({ connectionId: connectionIdSchema, queueUrl: queueUrlSchema })
export type HeldKey = z.infer<typeof heldKeySchema>

/**
 * What Weir holds, or may hold. A row without a message is a receive of which nothing is known yet, or ever was if its
 * answer was lost: up to `count` messages may be hidden until `untilMs`.
 */
export const heldRowSchema = heldKeySchema.extend({
  id: z.int(),
  connectionName: z.string(),
  messageId: messageIdSchema.optional(),
  /** Kept for the release after a crash, in the journal's folder only, and overwritten when the row goes. */
  receiptHandle: z.string().optional(),
  count: z.int(),
  untilMs: momentMsSchema,
})
export type HeldRow = z.infer<typeof heldRowSchema>

/** What is hidden of one queue in all: with a message each, and receives of which nothing is known. */
export const heldSumSchema = heldKeySchema.extend({
  connectionName: z.string(),
  named: z.int(),
  unnamed: z.int(),
  untilMs: momentMsSchema,
})
export type HeldSum = z.infer<typeof heldSumSchema>

export type NewHold = Omit<HeldRow, 'id' | 'messageId' | 'receiptHandle'>
export interface HeldHandle {
  messageId: string
  receiptHandle: string
}

/** What the journal's thread is asked about holds. */
export type HeldRequest =
  | { do: 'begin'; hold: NewHold }
  | { do: 'settle'; id: number; untilMs: number; messages: readonly HeldHandle[] }
  | { do: 'extend'; key: HeldKey; messageIds: readonly string[]; untilMs: number }
  | { do: 'remove'; key: HeldKey; messageIds: readonly string[] }
  | { do: 'list'; nowMs: number; key?: HeldKey | undefined }
  | { do: 'sum'; nowMs: number; without: readonly number[] }

const schema = `
  CREATE TABLE IF NOT EXISTS held (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connectionId TEXT NOT NULL,
    connectionName TEXT NOT NULL,
    queueUrl TEXT NOT NULL,
    messageId TEXT,
    receiptHandle TEXT,
    count INTEGER NOT NULL,
    untilMs INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS heldByMessage ON held (queueUrl, messageId);
`
const ofMessage = 'connectionId = ? AND queueUrl = ? AND messageId = ?'
const rowSchema = z.record(z.string(), z.unknown())

function toRow(row: unknown): HeldRow {
  const columns = Object.entries(rowSchema.parse(row)).filter(([, value]) => value !== null)
  return heldRowSchema.parse(Object.fromEntries(columns))
}

/** The table of holds, in the journal's file and thread. */
export class HeldTable {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
    // A receipt handle deletes messages: what is removed is overwritten, not only forgotten.
    db.exec('PRAGMA secure_delete = ON')
    db.exec(schema)
  }

  run(request: HeldRequest): unknown {
    switch (request.do) {
      case 'begin':
        return this.#begin(request.hold)
      case 'settle':
        this.#atOnce(() => {
          this.#settle(request)
        })
        return undefined
      case 'extend':
        this.#each(request, `UPDATE held SET untilMs = ? WHERE ${ofMessage}`, [request.untilMs])
        return undefined
      case 'remove':
        this.#each(request, `DELETE FROM held WHERE ${ofMessage}`, [])
        return undefined
      case 'list':
        return this.#list(request)
      case 'sum':
        return this.#sum(request)
    }
  }

  /** One sync of the disk, however many rows: a scan holds thousands. */
  #atOnce(work: () => void): void {
    this.#db.transaction(work)()
  }

  #begin({ connectionId, connectionName, queueUrl, count, untilMs }: NewHold): number {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO held (connectionId, connectionName, queueUrl, count, untilMs)
         VALUES (?, ?, ?, ?, ?)`,
      )
      .run([connectionId, connectionName, queueUrl, count, untilMs])
    return Number(lastInsertRowid)
  }

  /** The receive was answered: its row gives way to one for each message that came. */
  #settle({ id, untilMs, messages }: Extract<HeldRequest, { do: 'settle' }>): void {
    const add = this.#db.prepare(
      `INSERT INTO held (connectionId, connectionName, queueUrl, messageId, receiptHandle, count, untilMs)
       SELECT connectionId, connectionName, queueUrl, ?, ?, 1, ? FROM held WHERE id = ?`,
    )
    // Held before, run out, and received again: the older row's handle is worth nothing now.
    const forget = this.#db.prepare(
      `DELETE FROM held WHERE messageId = ?
       AND (connectionId, queueUrl) = (SELECT connectionId, queueUrl FROM held WHERE id = ?)`,
    )
    for (const { messageId, receiptHandle } of messages) {
      forget.run([messageId, id])
      add.run([messageId, receiptHandle, untilMs, id])
    }
    this.#db.prepare('DELETE FROM held WHERE id = ?').run([id])
  }

  #each(
    { key, messageIds }: { key: HeldKey; messageIds: readonly string[] },
    sql: string,
    first: readonly number[],
  ): void {
    const statement = this.#db.prepare(sql)
    this.#atOnce(() => {
      for (const messageId of messageIds) {
        statement.run([...first, key.connectionId, key.queueUrl, messageId])
      }
    })
  }

  /** What has run out is visible again by itself, so it is let go here. */
  #letGoOf(nowMs: number): void {
    this.#db.prepare('DELETE FROM held WHERE untilMs <= ?').run([nowMs])
  }

  #list({ nowMs, key }: Extract<HeldRequest, { do: 'list' }>): HeldRow[] {
    this.#letGoOf(nowMs)
    const of = key === undefined ? '' : 'WHERE connectionId = ? AND queueUrl = ?'
    const values = key === undefined ? [] : [key.connectionId, key.queueUrl]
    const rows: unknown[] = this.#db.prepare(`SELECT * FROM held ${of} ORDER BY id`).all(values)
    return rows.map(toRow)
  }

  /** Receives that are in flight now are no news: `without` names them. */
  #sum({ nowMs, without }: Extract<HeldRequest, { do: 'sum' }>): HeldSum[] {
    this.#letGoOf(nowMs)
    const places = without.map(() => '?').join(', ')
    const rows: unknown[] = this.#db
      .prepare(
        `SELECT connectionId, queueUrl, max(connectionName) AS connectionName,
           sum(messageId IS NOT NULL) AS named,
           sum(CASE WHEN messageId IS NULL THEN count ELSE 0 END) AS unnamed,
           max(untilMs) AS untilMs
         FROM held WHERE id NOT IN (${places}) GROUP BY connectionId, queueUrl ORDER BY min(id)`,
      )
      .all([...without])
    return rows.map((row) => heldSumSchema.parse(row))
  }
}
