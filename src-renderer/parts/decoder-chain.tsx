import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ChainLink, DecoderStep } from '#contract'
import { useFormat } from '../lib/use-format.ts'
import type { Format } from '../lib/use-format.ts'
import styles from './decoder-chain.module.css'
import { visibleText } from './visible-text.ts'

/** Proper names, the same in every language. */
const stepNames: Readonly<Record<DecoderStep, string>> = {
  base64: 'base64',
  gzip: 'gzip',
  zlib: 'zlib',
  zstd: 'zstd',
  msgpack: 'MessagePack',
  cbor: 'CBOR',
  avro: 'Avro',
  protobuf: 'Protobuf',
  sns: 'SNS',
  eventbridge: 'EventBridge',
  'cloudwatch-logs': 'CloudWatch Logs',
  's3-event': 'S3 event',
  's3-pointer': 'S3 pointer',
  json: 'JSON',
}

export function stepName(step: DecoderStep): string {
  return stepNames[step]
}

interface LinkButtonProps {
  link: ChainLink
  onToggle: (step: DecoderStep) => void
}

/** What was read by a schema: `Avro shop.Order × 3`. */
function linkName({ step, schema }: ChainLink, format: Format): string {
  if (schema === undefined) return stepName(step)
  const { name, records } = schema
  const count = records === undefined ? '' : ` × ${format.number(records)}`
  return `${stepName(step)} ${visibleText(name)}${count}`
}

function LinkButton({ link, onToggle }: LinkButtonProps) {
  const { step, state, bytes } = link
  const { t } = useTranslation('decoding')
  const format = useFormat()
  const name = stepName(step)
  const hint = t(`link.${state}`, { name, size: format.bytes(bytes) })
  const isOut = state === 'too-large' || state === 'misfit'
  return (
    <button
      type="button"
      className={styles.link}
      data-state={state}
      aria-pressed={state === 'on'}
      disabled={isOut}
      title={hint}
      onClick={() => {
        onToggle(step)
      }}
    >
      {isOut && <IconAlertTriangle size={12} aria-hidden />}
      {linkName(link, format)}
    </button>
  )
}

interface DecoderChainProps {
  chain: readonly ChainLink[]
  onToggle: (step: DecoderStep) => void
}

/** `base64 › gzip › JSON`: what was undone, in order; each step is a switch. */
export function DecoderChain({ chain, onToggle }: DecoderChainProps) {
  const { t } = useTranslation('decoding')
  return (
    <ol className={styles.chain} aria-label={t('chain')}>
      {chain.map((link, index) => (
        // A step may come twice: base64 within base64.
        <li key={`${String(index)} ${link.step}`} className={styles.item}>
          <LinkButton link={link} onToggle={onToggle} />
        </li>
      ))}
    </ol>
  )
}
