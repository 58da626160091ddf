import type { KeptMessage } from '#contract'
import type { SendRules } from '../../../parts/send-draft.ts'
import type { QueueMemory } from '../queue-memory.ts'
import { fromTemplate } from './template-draft.ts'
import type { LeftOut } from './template-draft.ts'

interface Source {
  name: string
  message: KeptMessage
  /** What the source had and the copy must not. */
  leftOut?: readonly LeftOut[]
}

/** Fills a queue's form. Nothing asks first: `Filled` brings back what was there. */
export function fillDraft(memory: QueueMemory, type: SendRules['type'], source: Source): void {
  const before = memory.draft.get()
  const { draft, leftOut } = fromTemplate(source.message, type)
  memory.draft.set(draft)
  memory.sentId.set(undefined)
  if (memory.sendMode.get() === 'file') memory.sendMode.set('single')
  memory.filled.set({
    name: source.name,
    leftOut: [...leftOut, ...(source.leftOut ?? [])],
    before,
  })
}
