import { useState } from 'react'
import type { ReactNode } from 'react'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import type { Outcome } from '../../api/use-operation.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { toDraft } from './connection-draft.ts'
import type { DraftFields } from './connection-draft.ts'
import { IdentityFacts } from './identity-facts.tsx'

interface DraftTest {
  test: () => Promise<void>
  pending: boolean
  /** Who it would be, or why not. Nothing once the form holds something else than what was tested. */
  outcome: ReactNode
}

/** Nobody need think of a name before it is known to work. */
const nameless = 'draft'

/** Asks who the connection in the form would be, before anything of it is saved. */
export function useDraftTest(fields: DraftFields, editingId: string | undefined): DraftTest {
  const wordError = useErrorWords()
  const { run, pending } = useOperation('connections.testDraft')
  const [last, setLast] = useState<{
    tested: DraftFields
    outcome: Outcome<'connections.testDraft'>
  }>()
  const test = async (): Promise<void> => {
    const { name, ...draft } = toDraft(fields)
    const editing = editingId === undefined ? {} : { editing: editingId }
    const outcome = await run({ ...draft, name: name === '' ? nameless : name, ...editing })
    setLast({ tested: fields, outcome })
  }
  const outcome = last?.tested === fields && !pending ? last.outcome : undefined
  return {
    test,
    pending,
    outcome: (
      <>
        {outcome?.state === 'failed' && <ErrorNotice words={wordError(outcome.error)} />}
        {outcome?.state === 'done' && <IdentityFacts {...outcome.output} />}
      </>
    ),
  }
}
