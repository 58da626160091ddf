import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { GuardOffer } from '../../parts/guard-offer.tsx'
import { findGuardLevel, isGuardAtLeast } from '../../parts/guard-rank.ts'
import type { Seen } from '../../parts/seen-messages.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { LookMoves } from './look-moves.tsx'
import styles from './look-panel.module.css'
import type { QueueFacts } from './queue-facts.ts'
import type { Looks } from './use-looks.ts'

interface LookRefusalProps {
  facts: QueueFacts
  looks: Looks
  seen: Seen
}

/** Name of the IAM action that a refused receive lacks. */
function missingAction({ detail }: WeirError): string {
  return String(detail.params['action'] ?? 'sqs:ReceiveMessage')
}

function Denied({ error }: { error: WeirError }) {
  const { t } = useTranslation('messages')
  const wordError = useErrorWords()
  return (
    <>
      <ErrorNotice words={wordError(error)} />
      <div className={styles.below}>
        <AttentionLine>
          {t('look.readOnlyIdentity', { action: missingAction(error) })}
        </AttentionLine>
      </div>
    </>
  )
}

/** Why a look was not made, and what would let it through. */
export function LookRefusal({ facts, looks, seen }: LookRefusalProps) {
  const wordError = useErrorWords()
  const { error } = looks
  const refusal = error?.detail.refusal
  if (!isGuardAtLeast(facts.connection.guard, 'look') || refusal?.reason === 'level') {
    const needs = refusal?.reason === 'level' ? findGuardLevel(refusal.needs) : undefined
    return (
      <div className={styles.below}>
        <GuardOffer connection={facts.connection} needs={needs ?? 'look'} what="look" />
      </div>
    )
  }
  if (refusal?.reason === 'would-move') {
    return <LookMoves refusal={refusal} seen={seen} looks={looks} />
  }
  if (error === undefined) return null
  if (error.code === 'access-denied') return <Denied error={error} />
  return <ErrorNotice words={wordError(error)} />
}
