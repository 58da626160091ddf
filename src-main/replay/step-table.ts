import type Database from 'libsql'
import { errorValueSchema, moveSteps } from '#contract'
import type { MoveEntry, MoveId, MoveStep } from '#contract'
import { z } from '#contract/z'
import type { HeldSteps } from './held-steps.ts'
import type { Claim, EntryPage, Note, Settling, StepQuestion } from './move-messages.ts'

const stepRowSchema = z.object({ step: z.enum(moveSteps) })
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

/** Where each message of each move stands. */
export class StepTable {
  readonly #db: Database.Database
  readonly #held: HeldSteps

  constructor(db: Database.Database, held: HeldSteps) {
    this.#db = db
    this.#held = held
  }

  /** One of those questions that are written down together; within a transaction of the asker's. */
  run(question: StepQuestion): unknown {
    switch (question.ask) {
      case 'claim':
        return question.claims.map((claim) => this.#claim(question.moveId, claim, question.nowMs))
      case 'note':
        for (const note of question.notes) this.#note(question.moveId, note, question.nowMs)
        return undefined
      case 'unclaim':
        for (const key of question.keys) this.#unclaim(question.moveId, key)
        return undefined
      case 'receive':
        return this.#held.begin(question.moveId, question.receive)
      case 'received':
        this.#held.end(question.moveId, question)
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
    const some = keys === undefined ? '' : `AND key IN (${keys.map(() => '?').join(', ')})`
    const where = `moveId = ? AND step = ? ${some}`
    const values = [moveId, step, ...(keys ?? [])]
    if (to === undefined) this.#db.prepare(`DELETE FROM entries WHERE ${where}`).run(values)
    else {
      this.#db
        .prepare(`UPDATE entries SET step = ?, atMs = ? WHERE ${where}`)
        .run([to, nowMs, ...values])
    }
  }

  /** Groups of which an earlier message did not surely arrive. */
  blocked(moveId: MoveId): string[] {
    const rows: unknown[] = this.#db
      .prepare(
        `SELECT DISTINCT groupId FROM entries
         WHERE moveId = ? AND groupId IS NOT NULL AND step IN ('failed', 'unknown')`,
      )
      .all([moveId])
    return rows.map((row) => groupRowSchema.parse(row).groupId)
  }

  /** All that is known of the messages of a move. */
  remove(moveId: MoveId): void {
    this.#db.prepare('DELETE FROM entries WHERE moveId = ?').run([moveId])
  }

  /** The step where it has one already. */
  #claim(moveId: MoveId, { key, preview, groupId }: Claim, nowMs: number): MoveStep | undefined {
    const { changes } = this.#db
      .prepare(
        `INSERT INTO entries (moveId, key, step, preview, groupId, atMs)
         VALUES (?, ?, 'sending', ?, ?, ?) ON CONFLICT (moveId, key) DO NOTHING`,
      )
      .run([moveId, key, preview, groupId ?? null, nowMs])
    return changes > 0 ? undefined : this.#find(moveId, key)
  }

  #find(moveId: MoveId, key: string): MoveStep {
    const row: unknown = this.#db
      .prepare('SELECT step FROM entries WHERE moveId = ? AND key = ?')
      .get([moveId, key])
    return stepRowSchema.parse(row).step
  }

  #note(moveId: MoveId, { key, step, toName, sentId, error }: Note, nowMs: number): void {
    this.#db
      .prepare(
        `UPDATE entries SET step = ?, toName = coalesce(?, toName), sentId = coalesce(?, sentId),
         error = ?, atMs = ? WHERE moveId = ? AND key = ?`,
      )
      .run([
        ...[step, toName ?? null, sentId ?? null],
        error === undefined ? null : JSON.stringify(error),
        ...[nowMs, moveId, key],
      ])
    // Deleted, so there is nothing to give back.
    if (step === 'done') this.#held.drop(moveId, key)
  }

  #unclaim(moveId: MoveId, key: string): void {
    this.#db.prepare('DELETE FROM entries WHERE moveId = ? AND key = ?').run([moveId, key])
  }
}
