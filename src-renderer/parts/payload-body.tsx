import { useMemo } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Decoded, DecoderStep } from '#contract'
import { useFormat } from '../lib/use-format.ts'
import { CodeView } from '../ui/code-view.tsx'
import { AttentionLine } from './attention-line.tsx'
import { DecoderChain, stepName } from './decoder-chain.tsx'
import { EnvelopeFacts } from './envelope-facts.tsx'
import { findBase64Bytes } from './hex-dump.ts'
import { HexView } from './hex-view.tsx'
import { withoutLongLines } from './long-lines.ts'
import styles from './message-body.module.css'
import { ReadAs } from './read-as.tsx'
import type { BodyOrigin } from './read-as.tsx'
import { countInvisible, visibleText } from './visible-text.ts'

/** The decoded text, the text as it came, or its bytes. */
export type BodyMode = 'decoded' | 'raw' | 'bytes'

/** What a message or a record carries. */
export interface Payload {
  id: string
  /** Undefined where the bytes are no text. */
  text: string | undefined
  /** Base64 of the bytes, where they are not those of the text. */
  base64?: string
  bytes: number
  decoded: Decoded | undefined
  isDamaged: boolean
}

interface PayloadBodyProps {
  payload: Payload
  /** Absent where bodies of it are not read by the user's schemas. */
  origin?: BodyOrigin | undefined
  /** What the user chose last; a body that nothing decodes is shown raw all the same. */
  wanted: BodyMode
  onMode: (mode: BodyMode) => void
  onToggle: (step: DecoderStep) => void
}

type TextProps = Pick<PayloadBodyProps, 'payload'> & { mode: BodyMode }

function bytesOf({ text, base64, decoded }: Payload, mode: BodyMode): Uint8Array | undefined {
  if (mode === 'decoded') {
    return decoded?.binary === undefined ? undefined : findBase64Bytes(decoded.binary)
  }
  if (base64 !== undefined) return findBase64Bytes(base64)
  return mode === 'bytes' ? new TextEncoder().encode(text) : undefined
}

function BodyText({ payload, mode }: TextProps) {
  const { t } = useTranslation('messages')
  const bytes = useMemo(() => bytesOf(payload, mode), [payload, mode])
  const { decoded } = payload
  const text = (mode === 'decoded' ? decoded?.text : payload.text) ?? ''
  const shown = useMemo(() => withoutLongLines(text), [text])
  if (bytes !== undefined) return <HexView bytes={bytes} label={t('view.body')} />
  const chain = decoded?.chain.map(({ step, state }) => `${step} ${state}`).join(' ') ?? ''
  return (
    <>
      {/* A new editor for each text: scroll and colours of one message are nothing to the next. */}
      <CodeView
        key={`${payload.id} ${mode} ${chain}`}
        text={shown}
        language={mode === 'decoded' ? (decoded?.language ?? 'text') : 'text'}
        label={t('view.body')}
      />
      {shown !== text && <p className={styles.note}>{t('view.linesBroken')}</p>}
    </>
  )
}

/** What a reader must know of the body before trusting what they see. */
function Warnings({ payload: { text = '', decoded } }: Pick<PayloadBodyProps, 'payload'>) {
  const { t } = useTranslation(['messages', 'decoding'])
  const invisible = useMemo(() => countInvisible(text), [text])
  const tooLarge = decoded?.chain.find(({ state }) => state === 'too-large')
  const misfits = decoded?.chain.filter(({ state }) => state === 'misfit') ?? []
  return (
    <>
      {tooLarge !== undefined && (
        <AttentionLine>{t('decoding:tooLarge', { name: stepName(tooLarge.step) })}</AttentionLine>
      )}
      {misfits.map(({ step, schema, misfit }) => (
        <AttentionLine key={`${step} ${schema?.name ?? ''}`}>
          {t('decoding:misfit', {
            name: [stepName(step), schema?.name ?? ''].join(' ').trim(),
            why: t(`decoding:misfits.${misfit?.code ?? 'malformed'}`, {
              detail: visibleText(misfit?.detail ?? ''),
            }),
          })}
        </AttentionLine>
      ))}
      {invisible > 0 && <AttentionLine>{t('view.invisible', { count: invisible })}</AttentionLine>}
    </>
  )
}

function modesOf({ decoded, text }: Payload): BodyMode[] {
  const raw = text === undefined ? [] : ['raw' as const]
  return [...(decoded === undefined ? [] : ['decoded' as const]), ...raw, 'bytes']
}

/** The body: decoded, as it came, or its bytes; and by which steps it was decoded. */
export function PayloadBody({ payload, origin, wanted, onMode, onToggle }: PayloadBodyProps) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const { decoded } = payload
  const modes = modesOf(payload)
  const mode = modes.find((each) => each === wanted) ?? modes[0] ?? 'bytes'
  return (
    <div className={styles.body}>
      {payload.isDamaged && (
        <div className={styles.damaged}>
          <AttentionLine>{t('view.damaged')}</AttentionLine>
        </div>
      )}
      {mode === 'decoded' &&
        decoded?.envelopes.map((envelope, index) => (
          <EnvelopeFacts key={`${payload.id} ${String(index)}`} envelope={envelope} />
        ))}
      <BodyText payload={payload} mode={mode} />
      <footer className={styles.foot}>
        <SegmentedControl
          size="xs"
          aria-label={t('view.shownAs')}
          data={modes.map((value) => ({ value, label: t(`view.${value}`) }))}
          value={mode}
          onChange={onMode}
        />
        {mode === 'decoded' && decoded !== undefined && (
          <DecoderChain chain={decoded.chain} onToggle={onToggle} />
        )}
        {origin !== undefined && <ReadAs {...origin} />}
        <span className={styles.size}>{format.bytes(payload.bytes)}</span>
        <Warnings payload={payload} />
      </footer>
    </div>
  )
}
