import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button, Tabs } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { UseQueryOptions } from '@tanstack/react-query'
import type { DecoderStep, Message, MessageId } from '#contract'
import { useErrorWords } from '../api/error-words.ts'
import { read } from '../api/read.ts'
import type { ReadKey } from '../api/read.ts'
import type { WeirError } from '../api/weir-error.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { MiddleTruncate } from '../ui/middle-truncate.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import type { CliTarget } from './aws-cli-command.ts'
import { MessageAttributes } from './message-attributes.tsx'
import { MessageBody } from './message-body.tsx'
import type { BodyMode } from './payload-body.tsx'
import type { BodyOrigin } from './read-as.tsx'
import { MessageComparison } from './message-comparison.tsx'
import { MessageCopyMenu } from './message-copy-menu.tsx'
import { MessageDetails } from './message-details.tsx'
import styles from './message-view.module.css'
import { useComparison } from './use-comparison.ts'
import type { Comparison } from './use-comparison.ts'

/** Where a whole message comes from, with some decoders switched off. */
type MessageSource = (
  off: readonly DecoderStep[],
) => UseQueryOptions<Message, WeirError, Message, ReadKey>

interface MessageViewProps {
  /** Absent: what a look at the queue brought. */
  source?: MessageSource
  messageId: MessageId
  /** Absent: the queue. */
  origin?: BodyOrigin
  target: CliTarget
  maxReceiveCount: number | undefined
  /** What can be done with the message where it is shown. */
  actions?: ((message: Message) => ReactNode) | undefined
}

interface OpenedMessageProps extends Omit<MessageViewProps, 'messageId' | 'source'> {
  /** Not of a queue that is there for a while only. */
  mayResend: boolean
  message: Message
  onToggle: (step: DecoderStep) => void
  comparison: Comparison
}

function CompareButton({ message, comparison }: { message: Message; comparison: Comparison }) {
  const { t } = useTranslation('compare')
  const { marked, mark, end } = comparison
  const isMarked = marked !== undefined
  const words = isMarked ? t('choose', { id: `${marked.messageId.slice(0, 8)}…` }) : ''
  return (
    <>
      {isMarked && (
        <span role="status" className={styles.marked} title={words}>
          {words}
        </span>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArrowsDiff size={14} />}
        onClick={() => {
          if (isMarked) end()
          else mark(message)
        }}
      >
        {t(isMarked ? 'end' : 'compare')}
      </Button>
    </>
  )
}

function OpenedMessage(props: OpenedMessageProps) {
  const { message, target, maxReceiveCount, onToggle } = props
  const { t } = useTranslation('messages')
  const [mode, setMode] = useState<BodyMode>('decoded')
  const count = message.attributes.length
  return (
    <Tabs defaultValue="body" className={styles.tabs} keepMounted={false}>
      <header className={styles.head}>
        <Tabs.List className={styles.list} aria-label={t('view.label')}>
          <Tabs.Tab value="body">{t('view.body')}</Tabs.Tab>
          <Tabs.Tab value="attributes">
            {count === 0 ? t('view.attributes') : t('view.attributesCount', { count })}
          </Tabs.Tab>
          <Tabs.Tab value="details">{t('view.details')}</Tabs.Tab>
        </Tabs.List>
        {props.comparison.marked === undefined && (
          <span className={styles.id}>
            <MiddleTruncate mono text={message.messageId} />
          </span>
        )}
        <CompareButton message={message} comparison={props.comparison} />
        {/* While the other message is chosen, how to do that has the room. */}
        {props.comparison.marked === undefined && (
          <>
            <MessageCopyMenu message={message} target={target} mayResend={props.mayResend} />
            {props.actions?.(message)}
          </>
        )}
      </header>
      <Tabs.Panel value="body" className={styles.panel}>
        <MessageBody
          message={message}
          origin={props.origin ?? { service: 'queue', address: target.queueUrl }}
          wanted={mode}
          onMode={setMode}
          onToggle={onToggle}
        />
      </Tabs.Panel>
      <Tabs.Panel value="attributes" className={styles.panel}>
        <MessageAttributes attributes={message.attributes} />
      </Tabs.Panel>
      <Tabs.Panel value="details" className={styles.panel}>
        <MessageDetails message={message} maxReceiveCount={maxReceiveCount} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** A whole message, from main's memory: its body, its attributes and what SQS says about it. */
export function MessageView(props: MessageViewProps) {
  const { messageId, target, maxReceiveCount, actions, source } = props
  const { t } = useTranslation('messages')
  const wordError = useErrorWords()
  const { queueUrl, connection } = target
  const [off, setOff] = useState<readonly DecoderStep[]>([])
  const fromQueue: MessageSource = () =>
    read('messages.get', { connectionId: connection.id, queueUrl, messageId, off: [...off] })
  const opened = useQuery({
    ...(source ?? fromQueue)(off),
    // While another decoding of the same message is read, the last one stays.
    placeholderData: (previous) => (previous?.messageId === messageId ? previous : undefined),
  })
  const comparison = useComparison(target, opened.data)
  const { marked } = comparison
  const isComparing =
    marked !== undefined && opened.data !== undefined && marked.messageId !== messageId
  const toggle = (step: DecoderStep): void => {
    setOff((now) => (now.includes(step) ? now.filter((each) => each !== step) : [...now, step]))
  }
  return (
    <article className={styles.view} aria-label={t('view.label')}>
      {isComparing && (
        <MessageComparison marked={marked} opened={opened.data} onEnd={comparison.end} />
      )}
      {opened.data !== undefined && !isComparing && (
        <OpenedMessage
          comparison={comparison}
          mayResend={source === undefined}
          message={opened.data}
          target={target}
          maxReceiveCount={maxReceiveCount}
          actions={actions}
          {...(props.origin === undefined ? {} : { origin: props.origin })}
          onToggle={toggle}
        />
      )}
      {opened.isPending && <SkeletonRows count={6} />}
      {opened.error !== null &&
        opened.data === undefined &&
        (opened.error.code === 'not-found' ? (
          <p className={styles.lost}>{t('view.lost')}</p>
        ) : (
          <ErrorNotice words={wordError(opened.error)} onRetry={() => void opened.refetch()} />
        ))}
    </article>
  )
}
