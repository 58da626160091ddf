import { useMemo } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DecoderStep, Message } from '#contract'
import { useFormat } from '../lib/use-format.ts'
import { CodeView } from '../ui/code-view.tsx'
import { AttentionLine } from './attention-line.tsx'
import { DecoderChain, stepName } from './decoder-chain.tsx'
import { EnvelopeFacts } from './envelope-facts.tsx'
import { findBase64Bytes } from './hex-dump.ts'
import { HexView } from './hex-view.tsx'
import { withoutLongLines } from './long-lines.ts'
import styles from './message-body.module.css'
import { countInvisible } from './visible-text.ts'

/** The decoded text, the text as it came, or its bytes. */
export type BodyMode = 'decoded' | 'raw' | 'bytes'

interface MessageBodyProps {
  message: Message
  /** What the user chose last; a body that nothing decodes is shown raw all the same. */
  wanted: BodyMode
  onMode: (mode: BodyMode) => void
  onToggle: (step: DecoderStep) => void
}

type TextProps = Pick<MessageBodyProps, 'message'> & { mode: BodyMode }

function bytesOf({ body, decoded }: Message, mode: BodyMode): Uint8Array | undefined {
  if (mode === 'bytes') return new TextEncoder().encode(body)
  if (mode === 'decoded' && decoded?.binary !== undefined) return findBase64Bytes(decoded.binary)
  return undefined
}

function BodyText({ message, mode }: TextProps) {
  const { t } = useTranslation('messages')
  const bytes = useMemo(() => bytesOf(message, mode), [message, mode])
  const { decoded, body } = message
  const text = mode === 'decoded' && decoded !== undefined ? decoded.text : body
  const shown = useMemo(() => withoutLongLines(text), [text])
  if (bytes !== undefined) return <HexView bytes={bytes} label={t('view.body')} />
  const chain = decoded?.chain.map(({ step, state }) => `${step} ${state}`).join(' ') ?? ''
  return (
    <>
      {/* A new editor for each text: scroll and colours of one message are nothing to the next. */}
      <CodeView
        key={`${message.messageId} ${mode} ${chain}`}
        text={shown}
        language={mode === 'decoded' ? (decoded?.language ?? 'text') : 'text'}
        label={t('view.body')}
      />
      {shown !== text && <p className={styles.note}>{t('view.linesBroken')}</p>}
    </>
  )
}

/** What a reader must know of the body before trusting what they see. */
function Warnings({ message: { body, decoded } }: Pick<MessageBodyProps, 'message'>) {
  const { t } = useTranslation(['messages', 'decoding'])
  const invisible = useMemo(() => countInvisible(body), [body])
  const tooLarge = decoded?.chain.find(({ state }) => state === 'too-large')
  return (
    <>
      {tooLarge !== undefined && (
        <AttentionLine>{t('decoding:tooLarge', { name: stepName(tooLarge.step) })}</AttentionLine>
      )}
      {invisible > 0 && <AttentionLine>{t('view.invisible', { count: invisible })}</AttentionLine>}
    </>
  )
}

/** The body: decoded, as it came, or its bytes; and by which steps it was decoded. */
export function MessageBody({ message, wanted, onMode, onToggle }: MessageBodyProps) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const { decoded } = message
  const mode = wanted === 'decoded' && decoded === undefined ? 'raw' : wanted
  const modes: { value: BodyMode; label: string }[] = [
    ...(decoded === undefined ? [] : [{ value: 'decoded' as const, label: t('view.decoded') }]),
    { value: 'raw', label: t('view.raw') },
    { value: 'bytes', label: t('view.bytes') },
  ]
  return (
    <div className={styles.body}>
      {message.damage !== undefined && (
        <div className={styles.damaged}>
          <AttentionLine>{t('view.damaged')}</AttentionLine>
        </div>
      )}
      {mode === 'decoded' &&
        decoded?.envelopes.map((envelope, index) => (
          <EnvelopeFacts key={`${message.messageId} ${String(index)}`} envelope={envelope} />
        ))}
      <BodyText message={message} mode={mode} />
      <footer className={styles.foot}>
        <SegmentedControl
          size="xs"
          aria-label={t('view.shownAs')}
          data={modes}
          value={mode}
          onChange={onMode}
        />
        {mode === 'decoded' && decoded !== undefined && (
          <DecoderChain chain={decoded.chain} onToggle={onToggle} />
        )}
        <span className={styles.size}>{format.bytes(message.bodyBytes)}</span>
        <Warnings message={message} />
      </footer>
    </div>
  )
}
