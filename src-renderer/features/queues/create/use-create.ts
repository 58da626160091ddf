import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutputOf, Queue } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import { deadLetterName, fullName, toCreateInput } from './create-draft.ts'
import type { CreateDraft } from './create-draft.ts'

/** Creates what the draft says, and keeps what came of it. */
export function useCreate(connectionId: string) {
  const { t } = useTranslation('queue-change')
  const queries = useQueryClient()
  const { run, pending } = useOperation('queues.create')
  const [outcome, setOutcome] = useState<Outcome>()
  const [created, setCreated] = useState<Queue>()

  const tell = ({ queue, deadLetterQueue, failure, requestId }: OutputOf<'queues.create'>) => {
    setCreated(queue)
    if (failure !== undefined) setOutcome({ state: 'failed', error: fromErrorValue(failure) })
    else {
      const names = [queue?.name, deadLetterQueue?.name].filter((name) => name !== undefined)
      setOutcome({ state: 'done', words: t('create.done', { names: names.join(', ') }), requestId })
    }
  }
  const reread = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: [connectionId, 'queues.list'] })
  }
  const create = async (draft: CreateDraft): Promise<void> => {
    setOutcome(undefined)
    const name = fullName(draft)
    const body =
      draft.deadLetter === 'new'
        ? t('create.confirmBoth', { name, deadLetter: deadLetterName(draft) })
        : t('create.confirmBody', { name })
    const words = { title: t('create.confirmTitle', { name }), body, verb: t('create.verb') }
    const result = await run(toCreateInput(connectionId, draft), { confirm: words })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') tell(result.output)
    if (result.state !== 'declined') await reread()
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { create, created, outcome, dismiss, reread, pending }
}
