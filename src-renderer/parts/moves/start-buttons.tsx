import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConfirmWords } from '../../api/confirm.ts'
import styles from './moves.module.css'
import type { Mover, Plan } from './use-move.ts'

interface StartButtonsProps {
  mover: Mover
  /** Absent while the form is not whole, or nothing is chosen. */
  plan: Plan | undefined
  /** Why nothing may be sent now. */
  whyNot: string | undefined
  verb: string
  canTryOut: boolean
  /** What a confirmation says of it, of one alone where there is a limit. */
  confirmation: (verb: string, limit?: number) => ConfirmWords
}

/** All of them, one first, or none yet. */
export function StartButtons(props: StartButtonsProps) {
  const { mover, plan, whyNot, verb, canTryOut, confirmation } = props
  const { t } = useTranslation('moves')
  const isReady = plan !== undefined && whyNot === undefined
  const start = (words: string, limit?: number): void => {
    if (plan === undefined) return
    const limited = limit === undefined ? plan : { ...plan, limit }
    void mover.start(limited, confirmation(words, limit))
  }
  return (
    <div className={styles.bar}>
      <Button
        size="xs"
        disabled={!isReady}
        title={whyNot}
        loading={mover.isStarting}
        onClick={() => {
          start(verb)
        }}
      >
        {verb}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={!isReady}
        title={whyNot}
        onClick={() => {
          start(t('redrive.canary'), 1)
        }}
      >
        {t('redrive.canary')}
      </Button>
      {canTryOut && (
        <Button
          size="xs"
          variant="default"
          disabled={plan === undefined}
          loading={mover.isTrying}
          onClick={() => {
            if (plan !== undefined) void mover.tryOut(plan)
          }}
        >
          {t('tryOut.verb')}
        </Button>
      )}
    </div>
  )
}
