import { useMemo } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Message } from '#contract'
import { useFormat } from '../lib/use-format.ts'
import { CodeView } from '../ui/code-view.tsx'
import { AttentionLine } from './attention-line.tsx'
import { hexDump } from './hex-dump.ts'
import styles from './message-body.module.css'
import { countInvisible } from './visible-text.ts'

/** The decoded text, the text as it came, or its bytes. */
export type BodyMode = 'decoded' | 'raw' | 'bytes'

/** Sixteen bytes become a line of eighty characters: a whole megabyte would take a second to lay out. */
const BYTES_SHOWN_MAX = 65_536

const stepNames = { json: 'JSON' } as const

/** `base64 › gzip › JSON`: in the order in which they were undone. */
function chainOf({ decoded }: Message): string | undefined {
  return decoded?.steps.map((step) => stepNames[step]).join(' › ')
}

function textFor(message: Message, mode: BodyMode): string {
  if (mode === 'bytes')
    return hexDump(new TextEncoder().encode(message.body).subarray(0, BYTES_SHOWN_MAX))
  return mode === 'decoded' ? (message.decoded?.text ?? message.body) : message.body
}

interface MessageBodyProps {
  message: Message
  /** What the user chose last; a body that nothing decodes is shown raw all the same. */
  wanted: BodyMode
  onMode: (mode: BodyMode) => void
}

export function MessageBody({ message, wanted, onMode }: MessageBodyProps) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const chain = chainOf(message)
  const mode = wanted === 'decoded' && chain === undefined ? 'raw' : wanted
  const text = useMemo(() => textFor(message, mode), [message, mode])
  const isCut = mode === 'bytes' && message.bodyBytes > BYTES_SHOWN_MAX
  const invisible = useMemo(() => countInvisible(message.body), [message.body])
  const modes: { value: BodyMode; label: string }[] = [
    ...(chain === undefined ? [] : [{ value: 'decoded' as const, label: chain }]),
    { value: 'raw', label: t('view.raw') },
    { value: 'bytes', label: t('view.bytes') },
  ]
  return (
    <div className={styles.body}>
      {/* A new editor for each text: scroll and colours of one message are nothing to the next. */}
      <CodeView
        key={`${message.messageId} ${mode}`}
        text={text}
        language={mode === 'decoded' ? 'json' : 'text'}
        label={t('view.body')}
      />
      <footer className={styles.foot}>
        <SegmentedControl
          size="xs"
          aria-label={t('view.shownAs')}
          data={modes}
          value={mode}
          onChange={onMode}
        />
        <span className={styles.size}>
          {format.bytes(message.bodyBytes)}
          {isCut && ` · ${t('view.bytesCut', { shown: format.bytes(BYTES_SHOWN_MAX) })}`}
        </span>
        {invisible > 0 && (
          <AttentionLine>{t('view.invisible', { count: invisible })}</AttentionLine>
        )}
      </footer>
    </div>
  )
}
