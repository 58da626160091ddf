import type Database from 'libsql'
import { errorValueSchema, moveIdSchema, movePlanSchema, moveStates, moveSteps } from '#contract'
import type { ErrorValue, MoveCounts, MoveId, MoveState } from '#contract'
import { z } from '#contract/z'
import { AppError } from '../lib/app-error.ts'
import type { NewMove, StoredMove } from './move-messages.ts'

/** Stored JSON is Weir's own; parsed all the same, for an older Weir may have written it. */
const jsonOf = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)

const rowSchema = z.object({
  id: moveIdSchema,
  plan: jsonOf(movePlanSchema),
  fromName: z.string(),
  toName: z.string(),
  state: z.enum(moveStates),
  error: jsonOf(errorValueSchema).nullable(),
  total: z.int().nullable(),
  createdAtMs: z.int(),
  atMs: z.int(),
})
const countRowSchema = z.object({ step: z.enum(moveSteps), total: z.int() })

/** Steps at which forgetting a message could have it sent twice. */
const unsettled = "('sending', 'sent', 'kept', 'unknown')"

/** Moves in their table, with how many of their messages stand where. */
export class MoveTable {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
  }

  add({ plan, from, toName, total, nowMs }: NewMove): MoveId {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO moves (plan, fromName, toName, state, total, createdAtMs, atMs)
         VALUES (?, ?, ?, 'running', ?, ?, ?)`,
      )
      .run([JSON.stringify(plan), from, toName, total ?? null, nowMs, nowMs])
    return moveIdSchema.parse(Number(lastInsertRowid))
  }

  /** At no change of its state is anything of it in flight: what is still `sending` may have been sent. */
  setState(
    moveId: MoveId,
    state: MoveState,
    end: { error?: ErrorValue | undefined; nowMs: number },
  ): void {
    this.#db
      .prepare("UPDATE entries SET step = 'unknown' WHERE moveId = ? AND step = 'sending'")
      .run([moveId])
    this.#db
      .prepare('UPDATE moves SET state = ?, error = ?, atMs = ? WHERE id = ?')
      .run([state, end.error === undefined ? null : JSON.stringify(end.error), end.nowMs, moveId])
  }

  /** One that had ended has something ahead of it again, and waits for somebody to go on with it. */
  reopen({ moveId, nowMs }: { moveId: MoveId; nowMs: number }): void {
    this.#db
      .prepare(
        "UPDATE moves SET state = 'paused', atMs = ? WHERE id = ? AND state IN ('done', 'cancelled')",
      )
      .run([nowMs, moveId])
  }

  /** Newest first. */
  list(): StoredMove[] {
    const rows: unknown[] = this.#db.prepare('SELECT * FROM moves ORDER BY id DESC').all([])
    return rows.map((row) => this.#toMove(row))
  }

  /** @throws not-found */
  get(moveId: MoveId): StoredMove {
    const row: unknown = this.#db.prepare('SELECT * FROM moves WHERE id = ?').get([moveId])
    if (row !== undefined) return this.#toMove(row)
    throw new AppError('not-found', 'no such move', {
      params: { kind: 'move', name: String(moveId) },
    })
  }

  remove(moveId: MoveId): void {
    this.#db.prepare('DELETE FROM moves WHERE id = ?').run([moveId])
  }

  /** What ran when Weir ended did not end: of a send that was begun nobody knows. */
  interrupt(): void {
    this.#db.exec(
      `UPDATE entries SET step = 'unknown' WHERE step = 'sending';
       UPDATE moves SET state = 'interrupted' WHERE state = 'running'`,
    )
  }

  /** Ended long ago, with nothing left that a message met again would need to be known by. */
  forgetBefore(beforeMs: number): void {
    const old = `SELECT id FROM moves WHERE atMs < ? AND state IN ('done', 'cancelled')
      AND NOT EXISTS (SELECT 1 FROM entries WHERE moveId = moves.id AND step IN ${unsettled})`
    this.#db.prepare(`DELETE FROM entries WHERE moveId IN (${old})`).run([beforeMs])
    this.#db.prepare(`DELETE FROM moves WHERE id IN (${old})`).run([beforeMs])
  }

  #toMove(row: unknown): StoredMove {
    const { fromName, error, total, ...move } = rowSchema.parse(row)
    return {
      ...move,
      from: fromName,
      counts: this.#counts(move.id),
      ...(error === null ? {} : { error }),
      ...(total === null ? {} : { total }),
    }
  }

  #counts(moveId: MoveId): MoveCounts {
    const rows: unknown[] = this.#db
      .prepare('SELECT step, count(*) AS total FROM entries WHERE moveId = ? GROUP BY step')
      .all([moveId])
    const found = new Map(
      rows.map((row) => {
        const { step, total } = countRowSchema.parse(row)
        return [step, total] as const
      }),
    )
    const counts = Object.fromEntries(moveSteps.map((step) => [step, found.get(step) ?? 0]))
    return counts as MoveCounts // one for every step
  }
}
