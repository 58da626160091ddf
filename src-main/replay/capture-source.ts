import type { Capture, CaptureId, EntryFacts, MoveChoice, MovePace } from '#contract'
import { findText } from '../codecs/decode.ts'
import { previewOf } from '../codecs/preview-of.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import type { Going, MoveSource, Taken } from './move-ports.ts'

/** An entry with its place. */
export interface CapturedEntry extends EntryFacts {
  position: number
  body: Uint8Array
}

/** What moves need of captures. Filled by compose. */
export interface CapturedEntries {
  /** @throws not-found */
  get(captureId: CaptureId): Promise<Capture>
  /** The next positions that fit, after one; none at the end. @throws not-found */
  find(
    choice: MoveChoice,
    after: number,
    limit: number,
  ): Promise<{ positions: number[]; lookedAt: number; isEnd: boolean }>
  /** Whole, in their order. @throws not-found */
  read(captureId: CaptureId, positions: readonly number[]): Promise<CapturedEntry[]>
}

/** Positions that are found at a time. */
const foundAtATime = 500

export function toTaken({ position, body, ...facts }: CapturedEntry): Taken {
  const text = findText(body)
  return {
    ...{ key: String(position), position, facts, body: text ?? body },
    preview: text === undefined ? '' : previewOf(text),
  }
}

/** All positions of a choice, in their order. */
export async function* chosenPositions(
  entries: CapturedEntries,
  choice: MoveChoice,
): AsyncGenerator<number[], void, void> {
  const only = choice.positions === undefined ? undefined : new Set(choice.positions)
  for (let after = 0, isEnd = false; !isEnd;) {
    const found = await entries.find(choice, after, foundAtATime)
    after = found.lookedAt
    isEnd = found.isEnd
    const some = only === undefined ? found.positions : found.positions.filter((at) => only.has(at))
    if (some.length > 0) yield some
  }
}

interface CaptureSourceParts {
  entries: CapturedEntries
  choice: MoveChoice
  pace: MovePace
  clock: Clock
}

/** The chosen entries of a capture, which keeps them; at their original pace where that is asked for. */
export class CaptureSource implements MoveSource {
  readonly #parts: CaptureSourceParts
  readonly #pages: AsyncGenerator<number[], void, void>
  #waiting: number[] = []
  #isOver = false
  /** One after the other, so that what comes first is taken first. */
  #turn: Promise<unknown> = Promise.resolve()
  #start: { atMs: number; sentAtMs: number } | undefined

  constructor(parts: CaptureSourceParts) {
    this.#parts = parts
    this.#pages = chosenPositions(parts.entries, parts.choice)
  }

  next(most: number, going: Going): Promise<Taken[] | undefined> {
    const turn = this.#turn.then(() => this.#next(most, going))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  release(): Promise<void> {
    return Promise.resolve()
  }

  facts() {
    return { passed: 0, hidden: 0 }
  }

  async #next(most: number, { signal, findKnown }: Going): Promise<Taken[] | undefined> {
    while (this.#waiting.length === 0 && !this.#isOver) {
      const page = await this.#pages.next()
      if (page.done === true) this.#isOver = true
      else this.#waiting = await this.#withoutKnown(page.value, findKnown)
    }
    if (this.#waiting.length === 0) return undefined
    const positions = this.#waiting.splice(0, this.#isPaced ? 1 : most)
    const found = await this.#parts.entries.read(this.#parts.choice.captureId, positions)
    if (found.length < positions.length)
      throw new AppError('not-found', 'entries are gone', { params: { kind: 'entry', name: '' } })
    for (const { sentAtMs } of found) await this.#waitUntil(sentAtMs, signal)
    return signal.aborted ? [] : found.map(toTaken)
  }

  /** What an earlier run sent takes no time of this one, nor is its body read. */
  async #withoutKnown(positions: number[], findKnown: Going['findKnown']): Promise<number[]> {
    const known = await findKnown(positions.map(String))
    return positions.filter((position) => !known.has(String(position)))
  }

  get #isPaced(): boolean {
    return this.#parts.pace.kind === 'original'
  }

  async #waitUntil(sentAtMs: number | undefined, signal: AbortSignal): Promise<void> {
    const { pace, clock } = this.#parts
    if (pace.kind !== 'original' || sentAtMs === undefined) return
    this.#start ??= { atMs: clock.now(), sentAtMs }
    const dueMs = this.#start.atMs + (sentAtMs - this.#start.sentAtMs) / pace.factor
    await clock.sleep(Math.max(0, dueMs - clock.now()), signal)
  }
}
