import { useEffect, useRef } from 'react'
import type { SubmitEvent } from 'react'
import { Button, NumberInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LOOK_MAX } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useKept } from './use-kept.ts'
import { useKeys } from '../../lib/use-keys.ts'
import { isGuardAtLeast } from '../../parts/guard-rank.ts'
import { Ledger } from '../../parts/ledger.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './look-panel.module.css'
import { HideFor, LookMode } from './look-mode.tsx'
import { ListingWords } from './listing-panes.tsx'
import { LookRefusal } from './look-refusal.tsx'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import type { Looks } from './use-looks.ts'

interface LookPanelProps {
  facts: QueueFacts
  memory: QueueMemory
  looks: Looks
  /** The ledger is worked out anew when this changes. */
  visible: number | undefined
}

function useLedger({ facts, memory, visible }: LookPanelProps, max: number) {
  const { connection, queueUrl } = facts
  const hideSeconds = useKept(memory.hideSeconds)
  const isHold = useKept(memory.mode) === 'hold'
  const ledger = useQuery({
    ...read('messages.estimateLook', {
      connectionId: connection.id,
      queueUrl,
      max,
      ...(isHold ? { hideSeconds } : {}),
    }),
    // The box keeps its lines while a new number is worked out.
    placeholderData: keepPreviousData,
  })
  const { refetch } = ledger
  const known = useRef(visible)
  useEffect(() => {
    if (known.current !== undefined && known.current !== visible) void refetch()
    known.current = visible
  }, [visible, refetch])
  return ledger
}

function UpTo({ memory, max }: { memory: QueueMemory; max: number }) {
  const { t } = useTranslation('messages')
  return (
    <label className={styles.upTo}>
      {t('look.upTo')}
      <NumberInput
        size="xs"
        aria-label={t('look.upToLabel')}
        className={styles.number}
        min={1}
        max={LOOK_MAX}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={max}
        onChange={(value) => {
          if (typeof value === 'number' && value >= 1) memory.max.set(value)
        }}
      />
    </label>
  )
}

/** What a look is, what it will cost, and the button that makes it; or that nothing of the kind is made. */
export function LookPanel(props: LookPanelProps) {
  const { facts, memory } = props
  const isListing = useKept(memory.mode) === 'listing'
  if (!isListing) return <LookForm {...props} />
  return (
    <div className={styles.panel}>
      <div className={styles.form}>
        <LookMode facts={facts} memory={memory} />
        <ListingWords facts={facts} />
      </div>
    </div>
  )
}

function LookForm(props: LookPanelProps) {
  const { facts, memory, looks } = props
  const { t } = useTranslation(['messages', 'looks'])
  const isHold = useKept(memory.mode) === 'hold'
  const wordError = useErrorWords()
  const max = useKept(memory.max)
  const ledger = useLedger(props, max)
  const button = useRef<HTMLButtonElement>(null)
  const isAllowed = isGuardAtLeast(facts.connection.guard, 'look') && !facts.isGone
  // Enter alone must not look: it is pressed on other things, and a look cannot be taken back.
  useKeys({ l: () => button.current?.focus() })

  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isAllowed && !looks.pending) void looks.look()
  }
  return (
    <div className={styles.panel}>
      <form className={styles.form} onSubmit={onSubmit}>
        <div className={styles.controls}>
          <LookMode facts={facts} memory={memory} />
          <div className={styles.amounts}>
            <UpTo memory={memory} max={max} />
            {isHold && <HideFor facts={facts} memory={memory} />}
          </div>
        </div>
        {ledger.error !== null && ledger.data === undefined ? (
          <ErrorNotice words={wordError(ledger.error)} onRetry={() => void ledger.refetch()} />
        ) : (
          <Ledger ledger={ledger.data} />
        )}
        <Button
          ref={button}
          type="submit"
          className={styles.look}
          disabled={!isAllowed}
          title={facts.isGone ? t('gone.why') : undefined}
          loading={looks.pending}
          rightSection={<Kbd keys="l Enter" />}
        >
          {isHold ? t('looks:hold.verb') : t('look.verb')}
        </Button>
      </form>
      <LookRefusal facts={facts} looks={looks} seen={memory.seen.get()} />
    </div>
  )
}
