import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GuardRefusal, MessageId } from '#contract'
import { messageIdSchema } from '#contract'
import { AttentionLine } from '../../parts/attention-line.tsx'
import type { Seen } from '../../parts/seen-messages.ts'
import { visibleText } from '../../parts/visible-text.ts'
import styles from './look-panel.module.css'
import type { Looks } from './use-looks.ts'

/** As many as one can take in; the rest is counted. */
const NAMED_MAX = 5

interface LookMovesProps {
  refusal: Extract<GuardRefusal, { reason: 'would-move' }>
  seen: Seen
  looks: Looks
}

function previewOf(seen: Seen, id: string): string {
  return visibleText(seen.messages.find(({ messageId }) => messageId === id)?.preview ?? '')
}

/** A look that would move messages is asked for a second time, by naming them. The safe button has the focus. */
export function LookMoves({ refusal, seen, looks }: LookMovesProps) {
  const { t } = useTranslation('messages')
  const count = refusal.messageIds.length
  const more = count - NAMED_MAX
  const accept = (): void => {
    const accepted: MessageId[] = refusal.messageIds.map((id) => messageIdSchema.parse(id))
    void looks.look(accepted)
  }
  return (
    <div className={styles.below} role="alertdialog" aria-label={t('look.label')}>
      <AttentionLine>
        <strong>{t('moves.title', { count, target: refusal.target })}</strong>{' '}
        {t('moves.body', { count })}
      </AttentionLine>
      <ul className={styles.ids}>
        {refusal.messageIds.slice(0, NAMED_MAX).map((id) => (
          <li key={id}>
            <span>{id}</span>
            <span className={styles.preview}>{previewOf(seen, id)}</span>
          </li>
        ))}
        {more > 0 && <li>{t('moves.more', { count: more })}</li>}
      </ul>
      <div className={styles.actions}>
        <Button variant="default" data-autofocus autoFocus onClick={looks.dismiss}>
          {t('moves.cancel')}
        </Button>
        <Button variant="default" loading={looks.pending} onClick={accept}>
          {t('moves.verb', { count })}
        </Button>
      </div>
    </div>
  )
}
