import { useMemo, useRef } from 'react'
import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useStore } from '../../lib/store.ts'
import { useKept } from './use-kept.ts'
import type { Store } from '../../lib/store.ts'
import type { MessageState } from '../../parts/message-state.tsx'
import { MessageTable } from '../../parts/message-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { DeleteReport } from './delete-report.tsx'
import { HeldBar } from './held-bar.tsx'
import { LookPanel } from './look-panel.tsx'
import { MessageBar } from './message-bar.tsx'
import styles from './messages-tab.module.css'
import type { QueueFacts } from './queue-facts.ts'
import type { HeldMessages, QueueMemory } from './queue-memory.ts'
import { useDeletes } from './use-deletes.ts'
import { ListingPanes } from './listing-panes.tsx'
import { OpenMessage } from './open-message.tsx'
import { ReturnReport } from './return-report.tsx'
import { useReturns } from './use-returns.ts'
import type { LiveDepths } from './use-live-depths.ts'
import { useLooks } from './use-looks.ts'

interface MessagesTabProps {
  facts: QueueFacts
  memory: QueueMemory
  live: Store<LiveDepths>
}
type SeenPanesProps = Pick<MessagesTabProps, 'facts' | 'memory'>

function NoMessages({ facts, hasLooked }: { facts: QueueFacts; hasLooked: boolean }) {
  const { t } = useTranslation('messages')
  if (hasLooked) {
    return <EmptyState icon={<IconEye />} title={t('empty.noneTitle')} body={t('empty.noneBody')} />
  }
  const hasLimit = facts.maxReceiveCount !== undefined
  return (
    <EmptyState
      icon={<IconEye />}
      title={t('empty.title')}
      body={hasLimit ? t('empty.body') : t('empty.bodyNoLimit')}
    />
  )
}

function statesOf(held: HeldMessages): ReadonlyMap<MessageId, MessageState> {
  return new Map([...held].map(([id, { state, untilMs }]) => [id, { kind: state, untilMs }]))
}

function SeenPanes({ facts, memory }: SeenPanesProps) {
  const seen = useKept(memory.seen)
  const checked = useKept(memory.checked)
  const selectedId = useKept(memory.selectedId)
  const held = useKept(memory.held)
  const states = useMemo(() => statesOf(held), [held])
  const opened = useRef<HTMLDivElement>(null)
  const isFifo = facts.rules.type === 'fifo'
  return (
    <SplitPane
      name="messages"
      initialPercent={52}
      left={
        <MessageTable
          seen={seen}
          isFifo={isFifo}
          maxReceiveCount={facts.maxReceiveCount}
          checked={checked}
          onCheck={isFifo && held.size === 0 ? undefined : memory.check}
          states={states}
          selectedId={selectedId}
          onSelect={memory.selectedId.set}
          onOpen={() => opened.current?.focus()}
        />
      }
      right={
        <div ref={opened} tabIndex={-1} className={styles.opened}>
          <OpenMessage facts={facts} memory={memory} />
        </div>
      }
    />
  )
}

function Looked({ facts, memory }: SeenPanesProps) {
  const seen = useKept(memory.seen)
  return seen.messages.length === 0 ? (
    <NoMessages facts={facts} hasLooked={seen.lastLook !== undefined} />
  ) : (
    <SeenPanes facts={facts} memory={memory} />
  )
}

/** Looks, what they cost, what they brought, and one message of it. */
export function MessagesTab({ facts, memory, live }: MessagesTabProps) {
  const wordError = useErrorWords()
  const looks = useLooks(facts.connection, facts.queueUrl, memory)
  const deletes = useDeletes(facts, memory)
  const returns = useReturns(facts, memory)
  const seen = useKept(memory.seen)
  const isListing = useKept(memory.mode) === 'listing'
  const depth = useStore(live, ({ depths }) => depths.get(facts.queueUrl))
  const counts = depth ?? facts.detail?.depth
  return (
    <div className={styles.tab}>
      <LookPanel facts={facts} memory={memory} looks={looks} visible={counts?.visible} />
      {!isListing && seen.lastLook !== undefined && (
        <MessageBar
          facts={facts}
          memory={memory}
          deletes={deletes}
          inFlight={counts?.inFlight ?? 0}
        />
      )}
      <HeldBar memory={memory} returns={returns} />
      {returns.report !== undefined && (
        <ReturnReport report={returns.report} onDismiss={returns.dismiss} />
      )}
      {returns.error !== undefined && <ErrorNotice words={wordError(returns.error)} />}
      {deletes.outcomes !== undefined && (
        <DeleteReport outcomes={deletes.outcomes} onDismiss={deletes.dismiss} />
      )}
      {deletes.error !== undefined && <ErrorNotice words={wordError(deletes.error)} />}
      {isListing ? (
        <ListingPanes facts={facts} memory={memory} />
      ) : (
        <Looked facts={facts} memory={memory} />
      )}
    </div>
  )
}
