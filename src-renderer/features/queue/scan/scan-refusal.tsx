import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GuardRefusal } from '#contract'
import { messageIdSchema } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import styles from './scan.module.css'
import type { Accepted, ScanStart } from './use-scan-start.ts'

interface AskedAgainProps {
  refusal: Extract<GuardRefusal, { reason: 'would-move' | 'live-consumers' }>
  isDrain: boolean
  starting: ScanStart
}

function useAskWords({ refusal, isDrain }: AskedAgainProps) {
  const { t } = useTranslation('scan')
  if (refusal.reason === 'live-consumers') {
    return {
      title: t('ask.consumersTitle', { count: refusal.inFlight }),
      body: t('ask.consumersBody'),
      verb: t(isDrain ? 'ask.drainConsumersVerb' : 'ask.consumersVerb'),
    }
  }
  const names = { count: refusal.messageIds.length, target: refusal.target }
  return {
    title: t('ask.movesTitle', names),
    body: t('ask.movesBody'),
    verb: t('ask.movesVerb', names),
  }
}

function acceptedOf({ refusal }: AskedAgainProps): Accepted {
  if (refusal.reason === 'live-consumers') return { acceptConsumers: true }
  return { acceptMoves: refusal.messageIds.map((id) => messageIdSchema.parse(id)) }
}

/** What others would notice is asked for a second time. The safe button has the focus. */
function AskedAgain(props: AskedAgainProps) {
  const { starting } = props
  const { t } = useTranslation('scan')
  const { title, body, verb } = useAskWords(props)
  return (
    <div className={styles.below} role="alertdialog" aria-label={t('ask.label')}>
      <AttentionLine>
        <strong>{title}</strong> {body}
      </AttentionLine>
      <div className={styles.actions}>
        <Button variant="default" data-autofocus autoFocus onClick={starting.dismiss}>
          {t('ask.cancel')}
        </Button>
        <Button
          variant="default"
          loading={starting.pending}
          onClick={() => void starting.start(acceptedOf(props))}
        >
          {verb}
        </Button>
      </div>
    </div>
  )
}

/** Why a scan did not begin, and what would let it through. */
export function ScanRefusal({ starting, isDrain }: Omit<AskedAgainProps, 'refusal'>) {
  const wordError = useErrorWords()
  const { error } = starting
  const refusal = error?.detail.refusal
  if (refusal?.reason === 'would-move' || refusal?.reason === 'live-consumers') {
    return <AskedAgain refusal={refusal} isDrain={isDrain} starting={starting} />
  }
  return error === undefined ? null : <ErrorNotice words={wordError(error)} />
}
