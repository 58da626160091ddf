import { SegmentedControl } from '@mantine/core'
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
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import { SendResult } from './send-result.tsx'
import { FileForm } from './send/file-form.tsx'
import { sendModes } from './send/lines-source.ts'
import { RepeatForm } from './send/repeat-form.tsx'
import many from './send/send-many.module.css'
import { SendReport } from './send/send-report.tsx'
import { TemplateBar } from './send/template-bar.tsx'
import { toTemplate } from './send/template-draft.ts'
import { keepSent } from './send/sent-messages.ts'
import { useNewestSend } from './send/use-sends.ts'
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
      keepSent(connection.id, { queue: name, count: 1, message: toTemplate(draft, rules) })
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

function ModeChoice({ facts, memory }: Pick<SendTabProps, 'facts' | 'memory'>) {
  const { t } = useTranslation('send')
  const mode = useKept(memory.sendMode)
  return (
    <div className={many.mode}>
      <SegmentedControl
        size="xs"
        aria-label={t('mode.label')}
        data={sendModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        value={mode}
        onChange={(value) => {
          const picked = sendModes.find((each) => each === value)
          if (picked !== undefined) memory.sendMode.set(picked)
        }}
      />
      {mode !== 'file' && <TemplateBar facts={facts} memory={memory} />}
    </div>
  )
}

function Report({ facts, memory, isAllowed }: Omit<FormProps, 'onLookForIt'>) {
  const progress = useNewestSend(facts)
  const hidden = useKept(memory.hiddenSend)
  if (progress === undefined) return null
  // The same send is news again when some of it was sent again.
  const key = `${progress.sendId} ${String(progress.startedAtMs)}`
  if (key === hidden) return null
  return (
    <SendReport
      key={key}
      progress={progress}
      facts={facts}
      isAllowed={isAllowed}
      onHide={() => {
        memory.hiddenSend.set(key)
      }}
    />
  )
}

/** Sends one message, one many times over, or a file of them. */
export function SendTab({ facts, memory, onLookForIt }: SendTabProps) {
  const mode = useKept(memory.sendMode)
  const isAllowed = isGuardAtLeast(facts.connection.guard, 'confirm')
  const shared = { facts, memory, isAllowed: isAllowed && !facts.isGone }
  return (
    <div className={styles.tab}>
      {!isAllowed && (
        <div className={styles.guard}>
          <GuardOffer connection={facts.connection} needs="confirm" what="send" />
        </div>
      )}
      <ModeChoice facts={facts} memory={memory} />
      {mode === 'single' && <SingleForm {...shared} onLookForIt={onLookForIt} />}
      {mode === 'repeat' && <RepeatForm {...shared} />}
      {mode === 'file' && <FileForm {...shared} />}
      <Report {...shared} />
    </div>
  )
}
