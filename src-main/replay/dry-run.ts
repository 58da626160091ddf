import { DRY_RUN_SHOWN } from '#contract'
import type { AnswerOf, MovePlan, Shaped } from '#contract'
import type { Expressions } from '../expressions/expressions.ts'
import { errorValue, toAppError } from '../lib/app-error.ts'
import { chosenPositions, toTaken } from './capture-source.ts'
import type { CapturedEntries, CapturedEntry } from './capture-source.ts'
import type { MoveEnds, Taken } from './move-ports.ts'
import { Shaper } from './shaper.ts'

/** Characters of a body that are shown. */
const shownCharacters = 20_000

interface DryRunParts {
  entries: CapturedEntries
  expressions: Pick<Expressions, 'reshape'>
  to: Pick<MoveEnds, 'findTo'>
}

interface Tried {
  shaped: Shaped
  bytes: number
}

function textOf({ body }: Pick<Taken, 'body'>): string {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('base64')
  return text.slice(0, shownCharacters)
}

async function tryOne(shaper: Shaper, entry: CapturedEntry): Promise<Tried> {
  const { position } = entry
  const taken = toTaken(entry)
  const before = textOf(taken)
  const isEditable = typeof taken.body === 'string' && before.length === taken.body.length
  try {
    const { message } = await shaper.shape(taken)
    const after = textOf({ body: message.body })
    return {
      shaped: { position, before, after, isEditable },
      bytes: Buffer.byteLength(message.body),
    }
  } catch (thrown) {
    return {
      shaped: { position, before, isEditable, error: errorValue(toAppError(thrown)) },
      bytes: 0,
    }
  }
}

/** Failing first, then changed, then the others: as many as are shown. */
class Shown {
  readonly #ranks: Shaped[][] = [[], [], []]

  add(shaped: Shaped): void {
    const rank = shaped.error !== undefined ? 0 : shaped.after === shaped.before ? 2 : 1
    const some = this.#ranks[rank]
    if (some !== undefined && some.length < DRY_RUN_SHOWN) some.push(shaped)
  }

  list(): Shaped[] {
    return this.#ranks.flat().slice(0, DRY_RUN_SHOWN)
  }
}

/** Shapes every chosen entry as the move would, and sends none. @throws not-found where there is no capture */
export async function dryRun(
  plan: MovePlan,
  { entries, expressions, to }: DryRunParts,
): Promise<AnswerOf<'moves.tryOut'>> {
  const { choice, shape } = plan
  const sums = { total: 0, bytes: 0, failing: 0, changed: 0 }
  const shown = new Shown()
  if (choice === undefined) return { ...sums, shown: [] }
  const prefix = 'weir-0-0'
  const shaper = new Shaper({ shape, prefix, expressions, findTo: (taken) => to.findTo(taken) })
  for await (const positions of chosenPositions(entries, choice)) {
    for (const entry of await entries.read(choice.captureId, positions)) {
      const { shaped, bytes } = await tryOne(shaper, entry)
      sums.total += 1
      sums.bytes += bytes
      if (shaped.error !== undefined) sums.failing += 1
      else if (shaped.after !== shaped.before) sums.changed += 1
      shown.add(shaped)
    }
  }
  return { ...sums, shown: shown.list() }
}
