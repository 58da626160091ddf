import { useState } from 'react'
import { Button, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KeepWhere, MessageId, OutputOf } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import { usePageActions } from '../../lib/page-actions.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useRefreshCaptures } from '../../parts/capture-reads.ts'
import { KeepDialog, KeptLine } from '../../parts/keep-dialog.tsx'
import type { QueueFacts } from './queue-facts.ts'

type Kept = OutputOf<'captures.keepMessages'>

interface KeepMessagesProps {
  facts: QueueFacts
  messageIds: readonly MessageId[]
}

function useKeep({ facts, messageIds }: KeepMessagesProps, onKept: (kept: Kept) => void) {
  const refresh = useRefreshCaptures()
  const { run, pending, error } = useOperation('captures.keepMessages')
  const keep = async (to: KeepWhere): Promise<void> => {
    const { connection, queueUrl } = facts
    const input = { connectionId: connection.id, queueUrl, messageIds: [...messageIds], to }
    const outcome = await run(input)
    if (outcome.state !== 'done') return
    onKept(outcome.output)
    await refresh()
  }
  return { keep, pending, error }
}

/** What a look showed is kept on this computer: all of it, or what is ticked. */
export function KeepMessages(props: KeepMessagesProps) {
  const { facts, messageIds } = props
  const { t } = useTranslation('captures')
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  const [kept, setKept] = useState<Kept>()
  const { keep, pending, error } = useKeep(props, (done) => {
    setKept(done)
    setAsking(false)
  })
  const verb = t('keep.verb', { count: messageIds.length })
  const ask = (): void => {
    setAsking(true)
  }
  usePageActions([{ label: verb, run: ask }])
  return (
    <>
      {kept === undefined ? (
        <VisuallyHidden role="status" />
      ) : (
        <KeptLine
          words={t('keep.done', { count: kept.kept })}
          rest={kept.missing > 0 ? t('keep.missing', { count: kept.missing }) : undefined}
          capture={kept.capture}
          connectionId={facts.connection.id}
        />
      )}
      <Button variant="default" title={t('keep.hint')} onClick={ask}>
        {verb}
      </Button>
      {isAsking && (
        <KeepDialog
          title={t('keep.title', { count: messageIds.length })}
          suggest={() =>
            t('keep.suggested', { queue: facts.name, time: format.dateTime(Date.now()) })
          }
          pending={pending}
          error={error}
          onKeep={(to) => void keep(to)}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </>
  )
}
