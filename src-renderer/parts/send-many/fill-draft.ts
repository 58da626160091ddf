import type { KeptMessage } from '#contract'
import type { SendMemory } from './send-memory.ts'
import type { PlaceShape } from './send-place.ts'
import { fromTemplate } from './template-draft.ts'
import type { LeftOut } from './template-draft.ts'

interface Source {
  name: string
  message: KeptMessage
  /** What the source had and the copy must not. */
  leftOut?: readonly LeftOut[]
}

/** Fills the form of a queue or a topic. Nothing asks first: `Filled` brings back what was there. */
export function fillDraft(memory: SendMemory, place: PlaceShape, source: Source): void {
  const before = memory.draft.get()
  const { draft, leftOut } = fromTemplate(source.message, place)
  memory.draft.set(draft)
  memory.sentId.set(undefined)
  if (memory.sendMode.get() === 'file') memory.sendMode.set('single')
  memory.filled.set({
    name: source.name,
    leftOut: [...leftOut, ...(source.leftOut ?? [])],
    before,
  })
}
