import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import { useRefreshCaptures } from '../../../parts/capture-reads.ts'
import type { QueueFacts } from '../queue-facts.ts'
import type { ScanDraft } from './scan-draft.ts'
import { toPlan } from './scan-draft.ts'

/** What the user has said a second time. */
export interface Accepted {
  acceptConsumers?: boolean
  acceptMoves?: MessageId[]
}

export interface ScanStart {
  start: (accepted?: Accepted) => Promise<void>
  pending: boolean
  error: WeirError | undefined
  dismiss: () => void
}

interface NewScan {
  facts: QueueFacts
  draft: ScanDraft
  name: string
  /** How many a drain is about to delete, by the queue's own count. */
  about: number
}

/** Begins a scan or, after its confirmation, a drain. */
export function useScanStart({ facts, draft, name, about }: NewScan): ScanStart {
  const { t } = useTranslation('scan')
  const refresh = useRefreshCaptures()
  const scan = useOperation('scans.start')
  const drain = useOperation('scans.drain')
  const [accepted, setAccepted] = useState<Accepted>({})
  const { connection, queueUrl } = facts
  const isDrain = draft.mode === 'drain'
  const { pending, error } = isDrain ? drain : scan
  const dismiss = (): void => {
    setAccepted({})
    scan.reset()
    drain.reset()
  }
  const start = async (more: Accepted = {}): Promise<void> => {
    const said = { ...accepted, ...more }
    setAccepted(said)
    const input = { connectionId: connection.id, queueUrl, name, plan: toPlan(draft), ...said }
    const names = { queue: facts.name, connection: connection.name, count: about }
    const outcome = isDrain
      ? await drain.run(input, {
          confirm: {
            title: t('ask.drainTitle', names),
            body: t('ask.drainBody', names),
            verb: t('ask.drainConfirm', names),
            danger: true,
          },
        })
      : await scan.run(input)
    if (outcome.state !== 'done') return
    setAccepted({})
    await refresh()
  }
  return { start, pending, error, dismiss }
}
