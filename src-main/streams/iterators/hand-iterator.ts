import { randomUUID } from 'node:crypto'
import type { AnswerOf, ErrorValue, LiveIterator } from '#contract'
import { AppError, errorValue, toAppError } from '../../lib/app-error.ts'
import { toRow } from '../tails/kept-record.ts'
import { keptRecords } from '../tails/read-records.ts'
import { ShardCursor } from '../tails/shard-cursor.ts'
import type { CursorParts, ShardRead } from '../tails/shard-cursor.ts'
import { toLiveIterator } from './live-iterator.ts'

type Step = AnswerOf<'iterators.step'>

export interface HandParts extends CursorParts {
  /** Whether the stream says that the shard takes no more records. */
  isClosed(): Promise<boolean>
}

/** An iterator that a person opened, and reads with when they say so. */
export class HandIterator {
  readonly id: string = randomUUID()
  readonly cursor: ShardCursor
  readonly parts: HandParts
  #records = 0
  #behindMs: number | undefined
  #isEnded = false
  #error: ErrorValue | undefined
  #running: Promise<unknown> = Promise.resolve()

  private constructor(parts: HandParts) {
    this.parts = parts
    this.cursor = new ShardCursor(parts)
  }

  /** Gets the iterator from Kinesis. @throws not-found, invalid-input and what else Kinesis says */
  static async open(parts: HandParts): Promise<HandIterator> {
    const iterator = new HandIterator(parts)
    await iterator.cursor.obtain()
    return iterator
  }

  get live(): LiveIterator {
    return toLiveIterator(this.id, this.cursor, {
      heldBy: 'hand',
      records: this.#records,
      isEnded: this.#isEnded,
      behindMs: this.#behindMs,
      error: this.#error,
    })
  }

  /** One read, after those that were asked for before. At the end of the shard there is nothing left to ask. */
  step(limit: number): Promise<Step> {
    const step = this.#running.then(() => this.#step(limit))
    this.#running = step.catch(() => undefined)
    return step
  }

  async #step(limit: number): Promise<Step> {
    if (this.#isEnded) return { iterator: this.live, records: [], children: [], repeats: 0 }
    try {
      return await this.#keep(await this.cursor.read(limit))
    } catch (thrown) {
      const error = toAppError(thrown)
      this.#error = errorValue(error)
      throw error
    }
  }

  async #keep({ records, behindMs, isEnd, children, repeats }: ShardRead): Promise<Step> {
    this.#error = undefined
    this.#behindMs = behindMs
    this.#isEnded = isEnd && (await this.parts.isClosed())
    if (isEnd && !this.#isEnded) {
      // An answer cut short looks like the end; the next step goes on after the last record.
      const error = new AppError('answer-damaged', 'an open shard without a next iterator')
      this.#error = errorValue(error)
    }
    const rows = records
      .flatMap((record) => keptRecords(this.cursor.shardId, record))
      .map((kept, at) => toRow(kept, this.#records + at + 1))
    this.#records += rows.length
    return { iterator: this.live, records: rows, children, repeats }
  }
}
