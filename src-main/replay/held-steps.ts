import type Database from 'libsql'
import type { MoveId } from '#contract'
import { z } from '#contract/z'
import type { Held, OpenReceive } from './move-ports.ts'

const heldSchema = z.object({ key: z.string(), handle: z.string(), untilMs: z.int() })
const openSchema = z.object({ count: z.int(), untilMs: z.int() })

/** What moves hide from others: by message where that is known, by receive where it is not. */
export class HeldSteps {
  readonly #db: Database.Database

  constructor(db: Database.Database) {
    this.#db = db
  }

  begin(moveId: MoveId, { count, untilMs }: OpenReceive): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO receives (moveId, count, untilMs) VALUES (?, ?, ?)')
      .run([moveId, count, untilMs])
    return Number(lastInsertRowid)
  }

  end(moveId: MoveId, { id, held }: { id: number; held: readonly Held[] }): void {
    this.#db.prepare('DELETE FROM receives WHERE id = ?').run([id])
    const insert = this.#db.prepare(
      'INSERT OR REPLACE INTO held (moveId, key, handle, untilMs) VALUES (?, ?, ?, ?)',
    )
    for (const { key, handle, untilMs } of held) insert.run([moveId, key, handle, untilMs])
  }

  /** Deleted, so there is nothing to give back. */
  drop(moveId: MoveId, key: string): void {
    this.#db.prepare('DELETE FROM held WHERE moveId = ? AND key = ?').run([moveId, key])
  }

  list(moveId: MoveId): { held: Held[]; open: OpenReceive[] } {
    const held: unknown[] = this.#db
      .prepare('SELECT key, handle, untilMs FROM held WHERE moveId = ?')
      .all([moveId])
    const open: unknown[] = this.#db
      .prepare('SELECT count, untilMs FROM receives WHERE moveId = ?')
      .all([moveId])
    return {
      held: held.map((row) => heldSchema.parse(row)),
      open: open.map((row) => openSchema.parse(row)),
    }
  }

  /** All messages, and those receives whose time is over. */
  clear(moveId: MoveId, nowMs: number): void {
    this.#db.prepare('DELETE FROM held WHERE moveId = ?').run([moveId])
    this.#db.prepare('DELETE FROM receives WHERE moveId = ? AND untilMs <= ?').run([moveId, nowMs])
  }
}
