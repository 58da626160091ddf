import type { MoveEdit, MoveShape } from '#contract'
import { entryInput } from '../expressions/entry-input.ts'
import type { Expressions } from '../expressions/expressions.ts'
import { AppError } from '../lib/app-error.ts'
import type { MoveTo, Outgoing, Taken } from './move-ports.ts'
import { toMessage } from './to-message.ts'

export interface ShaperParts {
  shape: MoveShape
  /** Of the deduplication ids. */
  prefix: string
  expressions: Pick<Expressions, 'reshape'>
  /** @throws where a message has nowhere to go */
  findTo(taken: Taken): Promise<MoveTo>
}

function edited(taken: Taken, edit: MoveEdit | undefined): Taken {
  if (edit === undefined) return taken
  const { attributes = taken.facts.attributes, body = taken.body } = edit
  return { ...taken, body, facts: { ...taken.facts, attributes } }
}

/** Edits, transforms and masks messages, in this order. */
export class Shaper {
  readonly #parts: ShaperParts
  readonly #edits: ReadonlyMap<number, MoveEdit>

  constructor(parts: ShaperParts) {
    this.#parts = parts
    this.#edits = new Map(parts.shape.edits?.map((edit) => [edit.position, edit]))
  }

  /** @throws invalid-input with what is wrong with this one */
  async shape(taken: Taken): Promise<Omit<Outgoing, 'taken'>> {
    const { findTo, prefix, shape } = this.#parts
    taken.check?.()
    const to = await findTo(taken)
    const edit = taken.position === undefined ? undefined : this.#edits.get(taken.position)
    const reshaped = await this.#reshape(edited(taken, edit))
    return { to, message: toMessage(reshaped, to, { prefix, shape }) }
  }

  async #reshape(taken: Taken): Promise<Taken> {
    const { transform, masks = [] } = this.#parts.shape
    if (transform === undefined && masks.length === 0) return taken
    const entry = { ...taken.facts, body: Buffer.from(taken.body) }
    const [made] = await this.#parts.expressions.reshape({
      expression: transform,
      masks,
      inputs: [entryInput(entry, taken.position ?? 0)],
    })
    if (made !== undefined && 'text' in made) return { ...taken, body: made.text }
    throw new AppError('invalid-input', 'could not be transformed', {
      params: {
        field: 'transform',
        reason: 'could-not-shape',
        message: made?.trouble.message ?? '',
      },
    })
  }
}
