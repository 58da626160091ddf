import type Database from 'libsql'
import { errorValueSchema, moveIdSchema, moveSteps } from '#contract'
import type { MoveEntry, MoveId } from '#contract'
import { z } from '#contract/z'
import type { Claim, EntryPage, Known, Note, Of, Settling, StepQuestion } from './move-messages.ts'

const keyRowSchema = z.object({ key: z.string() })
const knownRowSchema = z.object({ moveId: moveIdSchema, step: z.enum(moveSteps) })
const groupRowSchema = z.object({ groupId: z.string() })
const entryRowSchema = z.object({
  key: z.string(),
  step: z.enum(moveSteps),
  preview: z.string(),
  groupId: z.string().nullable(),
  toName: z.string().nullable(),
  sentId: z.string().nullable(),
  error: z.string().nullable(),
  atMs: z.int(),
})

function toMoveEntry(row: unknown): MoveEntry {
  const { key, step, preview, groupId, toName, sentId, error, atMs } = entryRowSchema.parse(row)
  const parsed: unknown = error === null ? undefined : JSON.parse(error)
  return {
    ...{ key, step, preview, atMs },
    ...(groupId === null ? {} : { groupId }),
    ...(toName === null ? {} : { toName }),
    ...(sentId === null ? {} : { sentId }),
    ...(parsed === undefined ? {} : { error: errorValueSchema.parse(parsed) }),
  }
}

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

/** Where each message of each source stands, and which move took it. */
export class StepTable {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
  }

  /** One of those questions that are written down together; within a transaction of the asker's. */
  run(question: StepQuestion): unknown {
    switch (question.ask) {
      case 'claim':
        return question.claims.map((claim) => this.#claim(question, claim, question.nowMs))
      case 'note':
        for (const note of question.notes) this.#note(question.source, note, question.nowMs)
        return undefined
      case 'unclaim':
        for (const key of question.keys) this.#unclaim(question, key)
        return undefined
    }
  }

  /** In the order in which they were claimed. */
  page({ moveId, step, offset, limit }: EntryPage): MoveEntry[] {
    const rows: unknown[] = this.#db
      .prepare(
        `SELECT * FROM entries WHERE moveId = ? ${step === undefined ? '' : 'AND step = ?'}
         ORDER BY id LIMIT ? OFFSET ?`,
      )
      .all([moveId, ...(step === undefined ? [] : [step]), limit, offset])
    return rows.map(toMoveEntry)
  }

  settle({ moveId, keys, step, to, nowMs }: Settling): void {
    const some = keys === undefined ? '' : `AND key IN (${places(keys)})`
    const where = `moveId = ? AND step = ? ${some}`
    const values = [moveId, step, ...(keys ?? [])]
    if (to === undefined) this.#db.prepare(`DELETE FROM entries WHERE ${where}`).run(values)
    else {
      this.#db
        .prepare(`UPDATE entries SET step = ?, atMs = ? WHERE ${where}`)
        .run([to, nowMs, ...values])
    }
  }

  known({ source }: Of, keys: readonly string[]): string[] {
    const rows: unknown[] = this.#db
      .prepare(`SELECT key FROM entries WHERE source = ? AND key IN (${places(keys)})`)
      .all([source, ...keys])
    return rows.map((row) => keyRowSchema.parse(row).key)
  }

  /** Groups of which an earlier message did not surely arrive; what another move failed to send is taken up by this one. */
  blocked({ moveId, source }: Of): string[] {
    const rows: unknown[] = this.#db
      .prepare(
        `SELECT DISTINCT groupId FROM entries WHERE source = ? AND groupId IS NOT NULL
         AND (step IN ('sending', 'unknown') OR (step = 'failed' AND moveId = ?))`,
      )
      .all([source, moveId])
    return rows.map((row) => groupRowSchema.parse(row).groupId)
  }

  /** All that is known of the messages of a move. */
  remove(moveId: MoveId): void {
    this.#db.prepare('DELETE FROM entries WHERE moveId = ?').run([moveId])
  }

  #claim(of: Of, claim: Claim, nowMs: number): Known | undefined {
    const { key, preview, groupId } = claim
    const { changes } = this.#db
      .prepare(
        `INSERT INTO entries (source, key, moveId, step, preview, groupId, atMs)
         VALUES (?, ?, ?, 'sending', ?, ?, ?) ON CONFLICT (source, key) DO NOTHING`,
      )
      .run([of.source, key, of.moveId, preview, groupId ?? null, nowMs])
    return changes > 0 ? undefined : this.#take(of, key, nowMs)
  }

  /** What another move surely did not send, or left by its user's word, is taken up by the one that meets it now. */
  #take({ moveId, source }: Of, key: string, nowMs: number): Known | undefined {
    const { changes } = this.#db
      .prepare(
        `UPDATE entries SET moveId = ?, step = 'sending', error = NULL, atMs = ?
         WHERE source = ? AND key = ? AND moveId <> ? AND step IN ('failed', 'left')`,
      )
      .run([moveId, nowMs, source, key, moveId])
    if (changes > 0) return undefined
    const row: unknown = this.#db
      .prepare('SELECT moveId, step FROM entries WHERE source = ? AND key = ?')
      .get([source, key])
    const known = knownRowSchema.parse(row)
    return { step: known.step, isOwn: known.moveId === moveId }
  }

  #note(source: string, { key, step, toName, sentId, error }: Note, nowMs: number): void {
    this.#db
      .prepare(
        `UPDATE entries SET step = ?, toName = coalesce(?, toName), sentId = coalesce(?, sentId),
         error = ?, atMs = ? WHERE source = ? AND key = ?`,
      )
      .run([
        ...[step, toName ?? null, sentId ?? null],
        error === undefined ? null : JSON.stringify(error),
        ...[nowMs, source, key],
      ])
  }

  #unclaim({ moveId, source }: Of, key: string): void {
    this.#db
      .prepare('DELETE FROM entries WHERE source = ? AND key = ? AND moveId = ?')
      .run([source, key, moveId])
  }
}
