import { useMemo, useRef } from 'react'
import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListedMessage, MessageId } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useFormat } from '../../lib/use-format.ts'
import type { MessageState } from '../../parts/message-state.tsx'
import { MessageTable } from '../../parts/message-table.tsx'
import type { Seen } from '../../parts/seen-messages.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import styles from './listing-panes.module.css'
import tabStyles from './messages-tab.module.css'
import { OpenMessage } from './open-message.tsx'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import { useKept } from './use-kept.ts'
import { useListing, useListingSource } from './use-listing.ts'
import type { Listing } from './use-listing.ts'

interface ListingPanesProps {
  facts: QueueFacts
  memory: QueueMemory
}

const names = { fauxqs: 'fauxqs', localstack: 'LocalStack', ministack: 'MiniStack' }
const nothingChecked: ReadonlySet<MessageId> = new Set()

/** What this view is, where a look has its ledger. */
export function ListingWords({ facts }: { facts: QueueFacts }) {
  const { t } = useTranslation('looks')
  const source = useListingSource(facts)
  if (source === undefined) return null
  return <p className={styles.words}>{t('listing.words', { source: names[source] })}</p>
}

function Counts({ listing }: { listing: NonNullable<Listing['data']> }) {
  const { t } = useTranslation('looks')
  const format = useFormat()
  const { messages, total } = listing
  const countOf = (state: ListedMessage['state']): string =>
    format.number(messages.filter((each) => each.state === state).length)
  const counts = {
    visible: countOf('visible'),
    inFlight: countOf('in-flight'),
    delayed: countOf('delayed'),
  }
  return (
    <div className={styles.counts}>
      {t('listing.counts', counts)}
      {total > messages.length && ` · ${t('listing.shown', { shown: messages.length, total })}`}
    </div>
  )
}

/** The rows of a listing, as if one look had brought them all just now. */
function seenOf({ messages, listedAtMs }: NonNullable<Listing['data']>): Seen {
  return {
    messages: messages.map((message) => ({ ...message, lastSeenAtMs: listedAtMs })),
    lastLook: {
      atMs: listedAtMs,
      received: messages.length,
      added: 0,
      max: messages.length,
      unreadable: 0,
    },
  }
}

function statesOf(messages: readonly ListedMessage[]): ReadonlyMap<MessageId, MessageState> {
  return new Map(
    messages.map(({ messageId, state, untilMs }) => [messageId, { kind: state, untilMs }]),
  )
}

function Listed({
  listing,
  facts,
  memory,
}: ListingPanesProps & { listing: NonNullable<Listing['data']> }) {
  const selectedId = useKept(memory.selectedId)
  const opened = useRef<HTMLDivElement>(null)
  const seen = useMemo(() => seenOf(listing), [listing])
  const states = useMemo(() => statesOf(listing.messages), [listing])
  return (
    <SplitPane
      name="messages"
      initialPercent={52}
      left={
        <MessageTable
          seen={seen}
          isFifo={facts.rules.type === 'fifo'}
          maxReceiveCount={facts.maxReceiveCount}
          checked={nothingChecked}
          onCheck={undefined}
          states={states}
          selectedId={selectedId}
          onSelect={memory.selectedId.set}
          onOpen={() => opened.current?.focus()}
        />
      }
      right={
        <div ref={opened} tabIndex={-1} className={tabStyles.opened}>
          <OpenMessage facts={facts} memory={memory} />
        </div>
      }
    />
  )
}

/** Every message of an emulator's queue with where it is, beside the looks that change it. */
export function ListingPanes({ facts, memory }: ListingPanesProps) {
  const { t } = useTranslation('looks')
  const wordError = useErrorWords()
  const listing = useListing(facts)
  const { data, error } = listing
  return (
    <>
      {error !== null && (
        <ErrorNotice
          compact={data !== undefined}
          words={wordError(error)}
          onRetry={listing.refetch}
        />
      )}
      {data === undefined && error === null && <SkeletonRows count={6} />}
      {data !== undefined && <Counts listing={data} />}
      {data?.messages.length === 0 && (
        <EmptyState
          icon={<IconEye />}
          title={t('listing.emptyTitle')}
          body={t('listing.emptyBody')}
        />
      )}
      {data !== undefined && data.messages.length > 0 && (
        <Listed listing={data} facts={facts} memory={memory} />
      )}
    </>
  )
}
