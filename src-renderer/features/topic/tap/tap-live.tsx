import { useRef, useState } from 'react'
import { IconDroplet } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageId, Tap, TapMessage } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { hasLeft } from '../../../api/taps.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useNow } from '../../../lib/now.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { MessageView } from '../../../parts/message-view.tsx'
import { TapReport } from '../../../parts/tap-report.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SplitPane } from '../../../ui/split-pane.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { TapBar } from './tap-bar.tsx'
import { useTapColumns } from './tap-columns.tsx'
import styles from './tap.module.css'
import { useTapMessages } from './use-tap-messages.ts'

interface TapLiveProps {
  facts: TopicFacts
  tap: Tap
}

function getId({ messageId }: TapMessage): string {
  return messageId
}

function Opened({ facts, tap, messageId }: TapLiveProps & { messageId: MessageId | undefined }) {
  const { t } = useTranslation('tap')
  if (messageId === undefined) {
    return (
      <div className={styles.none}>
        {t('live.pick')}
        <br />
        {t('live.pickHint')}
      </div>
    )
  }
  const { connectionId, tapId, queueUrl } = tap
  if (queueUrl === undefined) return null
  return (
    <MessageView
      messageId={messageId}
      target={{ connection: facts.connection, queueUrl }}
      origin={{ service: 'topic', address: facts.topicArn }}
      maxReceiveCount={undefined}
      source={(off) => read('taps.message', { connectionId, tapId, messageId, off: [...off] })}
    />
  )
}

function Panes({ facts, tap, messages }: TapLiveProps & { messages: readonly TapMessage[] }) {
  const { t } = useTranslation('tap')
  const [selectedId, setSelectedId] = useState<MessageId>()
  const opened = useRef<HTMLDivElement>(null)
  const columns = useTapColumns({
    subjects: messages.some(({ subject }) => subject !== undefined),
    groups: tap.type === 'fifo',
  })
  const select = (id: string): void => {
    setSelectedId(messages.find(({ messageId }) => messageId === id)?.messageId)
  }
  return (
    <SplitPane
      name="tap"
      initialPercent={52}
      left={
        <DataTable
          label={t('live.table', { name: tap.topicName })}
          rows={messages}
          columns={columns}
          getId={getId}
          selectedId={selectedId}
          onSelect={select}
          onOpen={() => opened.current?.focus()}
          autoFocus
        />
      }
      right={
        <div ref={opened} tabIndex={-1} className={styles.opened}>
          <Opened facts={facts} tap={tap} messageId={selectedId} />
        </div>
      }
    />
  )
}

/** Why nothing comes just now, though the tap runs. */
function Trouble({ tap, isPaused }: { tap: Tap; isPaused: boolean }) {
  const { t } = useTranslation('tap')
  const format = useFormat()
  const wordError = useErrorWords()
  const untilMs = tap.backingOffUntilMs ?? 0
  const wait = useNow((nowMs) => Math.max(0, Math.ceil((untilMs - nowMs) / 1000)))
  if (tap.state !== 'live') return null
  if (isPaused) return <div className={styles.note}>{t('live.paused')}</div>
  if (tap.pollError === undefined) return null
  const { sentence } = wordError(fromErrorValue(tap.pollError))
  const why = `${sentence} (${String(tap.pollError.params['action'] ?? tap.pollError.code)})`
  return (
    <div className={styles.note} role="alert">
      {t('live.backOff', { why, wait: format.duration(wait) })}
    </div>
  )
}

function Nothing({ tap }: { tap: Tap }) {
  const { t } = useTranslation('tap')
  const key = tap.state === 'live' ? 'empty' : 'emptyEnded'
  return (
    <EmptyState
      icon={<IconDroplet />}
      title={t(`live.${key}.title`)}
      body={t(`live.${key}.body`, { name: tap.topicName })}
    />
  )
}

/** A tap that runs, or that ran: its messages, newest first, and one of them whole. */
export function TapLive({ facts, tap, onLab }: TapLiveProps & { onLab: () => void }) {
  const wordError = useErrorWords()
  const [isPaused, setPaused] = useState(false)
  const { messages, error } = useTapMessages(tap, isPaused)
  const isOver = tap.state === 'stopped' || tap.state === 'failed'
  return (
    <div className={styles.tab}>
      <TapBar tap={tap} messages={messages} isPaused={isPaused} onPause={setPaused} onLab={onLab} />
      <Trouble tap={tap} isPaused={isPaused} />
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      {(isOver || hasLeft(tap)) && (
        <div className={styles.report}>
          <TapReport tap={tap} />
        </div>
      )}
      {messages.length === 0 ? (
        tap.endedBy !== 'not-started' && <Nothing tap={tap} />
      ) : (
        <Panes facts={facts} tap={tap} messages={messages} />
      )}
    </div>
  )
}
