import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import { useKept } from './use-kept.ts'
import { useFormat } from '../../lib/use-format.ts'
import { GuardOffer } from '../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../parts/guard-rank.ts'
import { draftBytes, toSendFields } from '../../parts/send-draft.ts'
import { SendForm } from '../../parts/send-form.tsx'
import { FileForm } from '../../parts/send-many/file-form.tsx'
import { ModeChoice } from '../../parts/send-many/mode-choice.tsx'
import { NewestReport, useShownSend } from '../../parts/send-many/newest-report.tsx'
import { RepeatForm } from '../../parts/send-many/repeat-form.tsx'
import { keepSent } from '../../parts/send-many/sent-messages.ts'
import { toTemplate } from '../../parts/send-many/template-draft.ts'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import { SendResult } from './send-result.tsx'
import styles from './send-tab.module.css'

interface SendTabProps {
  facts: QueueFacts
  memory: QueueMemory
  /** Goes to where messages are looked at. */
  onLookForIt: () => void
}

function useSend({ facts, memory }: Pick<SendTabProps, 'facts' | 'memory'>) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const queries = useQueryClient()
  const { run, pending, error } = useOperation('messages.send')
  const { connection, queueUrl, name, rules } = facts
  const send = async (): Promise<void> => {
    const draft = memory.draft.get()
    const size = format.bytes(draftBytes(draft))
    memory.sentId.set(undefined)
    const outcome = await run(
      { connectionId: connection.id, queueUrl, ...toSendFields(draft, rules) },
      {
        confirm: {
          title: t('send.confirmTitle'),
          body: t('send.confirmBody', { size, queue: name, connection: connection.name }),
          verb: t('send.verb'),
        },
      },
    )
    if (outcome.state === 'done') {
      memory.sentId.set(outcome.output.messageId)
      keepSent(connection.id, { queue: name, count: 1, message: toTemplate(draft, facts) })
    }
    await queries.invalidateQueries({ queryKey: [connection.id, 'messages.estimateLook'] })
  }
  return { send, pending, error }
}

interface FormProps extends SendTabProps {
  isAllowed: boolean
}

/** Sends one message. The draft stays as it was, also after it was sent. */
function SingleForm({ facts, memory, isAllowed, onLookForIt }: FormProps) {
  const draft = useKept(memory.draft)
  const sentId: MessageId | undefined = useKept(memory.sentId)
  const { send, pending, error } = useSend({ facts, memory })
  return (
    <SendForm
      draft={draft}
      rules={facts.rules}
      queueDelaySeconds={facts.detail?.delaySeconds}
      isAllowed={isAllowed}
      pending={pending}
      onDraft={memory.draft.set}
      onSend={() => void send()}
      result={<SendResult sentId={sentId} error={error} onLookForIt={onLookForIt} />}
    />
  )
}

/** Sends one message, one many times over, or a file of them. */
export function SendTab({ facts, memory, onLookForIt }: SendTabProps) {
  const mode = useKept(memory.sendMode)
  const isAllowed = isGuardAtLeast(facts.connection.guard, 'confirm')
  const shown = useShownSend(facts, memory)
  const many = { place: facts, memory, isAllowed: isAllowed && !facts.isGone }
  return (
    <div className={styles.tab}>
      {!isAllowed && (
        <div className={styles.guard}>
          <GuardOffer connection={facts.connection} needs="confirm" what="send" />
        </div>
      )}
      <ModeChoice place={facts} memory={memory} />
      {mode === 'single' && <SingleForm {...many} facts={facts} onLookForIt={onLookForIt} />}
      {mode === 'repeat' && <RepeatForm {...many} queueDelaySeconds={facts.detail?.delaySeconds} />}
      {mode === 'file' && <FileForm {...many} />}
      <NewestReport {...many} progress={shown} />
    </div>
  )
}
