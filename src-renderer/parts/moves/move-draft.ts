import type { InputOf, MoveEdit } from '#contract'

export type MoveInput = InputOf<'moves.redrive'>

/** A mask as it is typed. */
export interface MaskDraft {
  path: string
  pattern: string
  replacement: string
}

/** How messages are to be changed and how fast they are to go, as it is typed. */
export interface MoveDraft {
  transform: string
  masks: readonly MaskDraft[]
  groupId: string
  edits: readonly MoveEdit[]
  pace: 'fast' | 'rate' | 'original'
  /** A second, or times the original pace. */
  number: string
}

export const newMove: MoveDraft = {
  ...{ transform: '', masks: [], groupId: '', edits: [] },
  ...{ pace: 'fast', number: '10' },
}
export const newMask: MaskDraft = { path: '', pattern: '', replacement: '***' }

/** The number that was typed, where the pace can be that. */
export function findPace({ pace, number }: MoveDraft): number | undefined {
  const value = /^\d+(\.\d+)?$/.test(number.trim()) ? Number(number) : Number.NaN
  const [least, most] = pace === 'original' ? [0.01, 1_000] : [0.1, 10_000]
  return value >= least && value <= most ? value : undefined
}

export function toPace(draft: MoveDraft): MoveInput['pace'] | undefined {
  if (draft.pace === 'fast') return { kind: 'fast' }
  const number = findPace(draft)
  if (number === undefined) return undefined
  return draft.pace === 'rate'
    ? { kind: 'rate', perSecond: number }
    : { kind: 'original', factor: number }
}

export function toShape({ transform, masks, groupId, edits }: MoveDraft): MoveInput['shape'] {
  const rules = masks.map(({ path, pattern, replacement }) => ({
    replacement,
    ...(path.trim() === '' ? {} : { path: path.trim() }),
    ...(pattern === '' ? {} : { pattern }),
  }))
  return {
    ...(transform.trim() === '' ? {} : { transform }),
    ...(rules.length === 0 ? {} : { masks: rules }),
    ...(groupId === '' ? {} : { groupId }),
    ...(edits.length === 0 ? {} : { edits: [...edits] }),
  }
}

/** The same draft with another body for one entry. */
export function withEdit(draft: MoveDraft, edit: MoveEdit): MoveDraft {
  const others = draft.edits.filter(({ position }) => position !== edit.position)
  return { ...draft, edits: [...others, edit] }
}
