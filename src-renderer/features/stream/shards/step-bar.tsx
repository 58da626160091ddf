import { useState } from 'react'
import { Button, NumberInput } from '@mantine/core'
import { IconCopy, IconPlayerSkipForward, IconTerminal2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MOST_RECORDS_PER_READ } from '#contract'
import type { LiveIterator, ShardId } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useCopy } from '../../../parts/use-copy.ts'
import { DismissButton } from '../../../ui/dismiss-button.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import styles from './shards.module.css'
import type { Stepped, Steps } from './use-steps.ts'

const FIRST_LIMIT = 10

interface CopyIteratorProps {
  facts: StreamFacts
  iterator: LiveIterator
}

/** The string is asked for when it is wanted: it is another with each read. */
function CopyIterator({ facts, iterator }: CopyIteratorProps) {
  const { t } = useTranslation(['shards', 'common'])
  const { run } = useOperation('iterators.reveal')
  const { state, copy } = useCopy()
  const { iteratorId } = iterator
  const take = async (what: 'iterator' | 'command'): Promise<void> => {
    const at = { connectionId: facts.connection.id, streamArn: facts.streamArn }
    const outcome = await run({ ...at, iteratorId })
    if (outcome.state === 'done') copy(outcome.output[what])
  }
  const isGone = iterator.expiresAtMs === undefined
  const button = (what: 'iterator' | 'command', Icon: typeof IconCopy) => (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      disabled={isGone}
      title={t(`step.copyHint.${what}`)}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => void take(what)}
    >
      {state === 'copied' ? t('common:copied') : t(`step.copy.${what}`)}
    </Button>
  )
  return (
    <>
      {button('iterator', IconCopy)}
      {button('command', IconTerminal2)}
    </>
  )
}

interface StandingProps {
  iterator: LiveIterator
  stepped: Stepped
  onFollow: (shardId: ShardId) => void
}

/** What the last step said, and where a shard that has ended goes on. */
export function Standing({ iterator, stepped, onFollow }: StandingProps) {
  const { t } = useTranslation('shards')
  const format = useFormat()
  const { lastCount, children } = stepped
  const behind = iterator.behindMs
  return (
    <div className={styles.standing} role="status">
      {lastCount === undefined && !iterator.isEnded && <span>{t('step.none')}</span>}
      {lastCount !== undefined && !iterator.isEnded && (
        <span>
          {lastCount === 0
            ? t('step.empty')
            : t('step.got', { count: lastCount, n: format.number(lastCount) })}
        </span>
      )}
      {behind !== undefined && behind > 0 && (
        <span>{t('step.behind', { age: format.age(behind) })}</span>
      )}
      {iterator.renewals > 0 && (
        <span title={t('step.renewedHint')}>
          {t('step.renewed', { count: iterator.renewals, n: format.number(iterator.renewals) })}
        </span>
      )}
      {iterator.isEnded && <span className={styles.strong}>{t('step.ended')}</span>}
      {iterator.isEnded &&
        children.map((shardId) => (
          <Button
            key={shardId}
            size="compact-xs"
            variant="default"
            onClick={() => {
              onFollow(shardId)
            }}
          >
            {t('step.follow', { number: shardNumber(shardId) })}
          </Button>
        ))}
    </div>
  )
}

interface StepBarProps {
  facts: StreamFacts
  iterator: LiveIterator
  steps: Steps
  onClose: () => void
}

/** One read at a time. */
export function StepBar({ facts, iterator, steps, onClose }: StepBarProps) {
  const { t } = useTranslation('shards')
  const [limit, setLimit] = useState<number | string>(FIRST_LIMIT)
  const isByHand = iterator.heldBy === 'hand'
  const wanted = Number(limit)
  const isLimit = Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_RECORDS_PER_READ
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isLimit) void steps.step(iterator, wanted)
      }}
    >
      {isByHand && (
        <>
          <NumberInput
            size="xs"
            className={styles.limitInput ?? ''}
            aria-label={t('step.limit')}
            title={t('step.limit')}
            hideControls
            min={1}
            max={MOST_RECORDS_PER_READ}
            value={limit}
            onChange={setLimit}
          />
          <Button
            size="xs"
            type="submit"
            loading={steps.isStepping}
            disabled={iterator.isEnded || !isLimit}
            title={iterator.isEnded ? t('step.ended') : t('step.readHint')}
            leftSection={<IconPlayerSkipForward size={14} aria-hidden />}
          >
            {t('step.read')}
          </Button>
        </>
      )}
      {!isByHand && <span className={styles.dim}>{t('step.ofTail')}</span>}
      <CopyIterator facts={facts} iterator={iterator} />
      {isByHand && (
        <span className={styles.end}>
          <DismissButton label={t('step.close')} onClick={onClose} />
        </span>
      )}
    </form>
  )
}
