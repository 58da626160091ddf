import { useState } from 'react'
import type { InputOf, MoveEdit, OutputOf } from '#contract'
import type { ConfirmWords } from '../../api/confirm.ts'
import { useOperation } from '../../api/use-operation.ts'
import { withEdit } from './move-draft.ts'
import type { MoveDraft } from './move-draft.ts'

export type Plan = InputOf<'moves.tryOut'>
type Start = Plan & { limit?: number }

interface Tried {
  /** For what it was tried. */
  plan: string
  output: OutputOf<'moves.tryOut'>
}

export interface MoveForm {
  draft: MoveDraft
  onDraft: (change: Partial<MoveDraft>) => void
}

export type Mover = ReturnType<typeof useMove>

/** Trying a move out, and beginning it. */
export function useMove({ draft, onDraft }: MoveForm) {
  const redrive = useOperation('moves.redrive')
  const replay = useOperation('moves.replay')
  const trying = useOperation('moves.tryOut')
  const [tried, setTried] = useState<Tried>()
  const tryOut = async (plan: Plan): Promise<void> => {
    const outcome = await trying.run(plan)
    if (outcome.state === 'done') setTried({ plan: JSON.stringify(plan), output: outcome.output })
  }
  /** True when it began. */
  const start = async (plan: Start, confirm: ConfirmWords): Promise<boolean> => {
    const { state } =
      plan.kind === 'redrive'
        ? await redrive.run(plan, { confirm })
        : await replay.run(plan, { confirm })
    return state === 'done'
  }
  return {
    tryOut,
    start,
    tried,
    isStale: (plan: Plan) => tried !== undefined && tried.plan !== JSON.stringify(plan),
    onEdit: (edit: MoveEdit) => {
      onDraft(withEdit(draft, edit))
    },
    isTrying: trying.pending,
    isStarting: redrive.pending || replay.pending,
    error: trying.error ?? redrive.error ?? replay.error,
  }
}
