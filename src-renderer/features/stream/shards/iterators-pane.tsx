import { useRef, useState } from 'react'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { IteratorStart, LiveIterator, ShardId } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { IteratorForm } from './iterator-form.tsx'
import { IteratorTable } from './iterator-table.tsx'
import styles from './shards.module.css'
import { Standing, StepBar } from './step-bar.tsx'
import { SteppedRecords } from './stepped-records.tsx'
import { newerOf, useSteps } from './use-steps.ts'
import type { Steps } from './use-steps.ts'

interface IteratorsPaneProps {
  facts: StreamFacts
  iterators: readonly LiveIterator[]
  shardId: ShardId | undefined
  /** A shard was read to its end: the map may be of before a split. */
  onEnded: () => void
}

interface OpenedProps {
  facts: StreamFacts
  iterator: LiveIterator
  steps: Steps & { failedId: string | undefined }
  onFollow: (shardId: ShardId) => void
  onClose: () => void
}

function Opened({ facts, iterator, steps, onFollow, onClose }: OpenedProps) {
  const wordError = useErrorWords()
  const stepped = steps.of(iterator.iteratorId)
  const isFailed = steps.error !== undefined && steps.failedId === iterator.iteratorId
  return (
    <div className={styles.opened}>
      <StepBar facts={facts} iterator={iterator} steps={steps} onClose={onClose} />
      {isFailed && steps.error !== undefined && (
        <ErrorNotice compact words={wordError(steps.error)} />
      )}
      {iterator.heldBy === 'hand' && (
        <Standing iterator={iterator} stepped={stepped} onFollow={onFollow} />
      )}
      {stepped.rows.length > 0 && (
        <SteppedRecords key={iterator.iteratorId} facts={facts} rows={stepped.rows} />
      )}
    </div>
  )
}

function useOpening({ connection, streamArn }: StreamFacts) {
  const [selectedId, setSelectedId] = useState<string>()
  // Until the next word from main it is known from the answer alone.
  const [newest, setNewest] = useState<LiveIterator>()
  const opening = useOperation('iterators.open')
  const closing = useOperation('iterators.close')
  const at = { connectionId: connection.id, streamArn }
  const open = async (shardId: ShardId, start: IteratorStart): Promise<void> => {
    const outcome = await opening.run({ ...at, shardId, start })
    if (outcome.state !== 'done') return
    setNewest(outcome.output)
    setSelectedId(outcome.output.iteratorId)
  }
  const close = async (iteratorId: LiveIterator['iteratorId']): Promise<void> => {
    await closing.run({ ...at, iteratorId })
    setNewest(undefined)
    setSelectedId(undefined)
  }
  return { opening, open, close, selectedId, setSelectedId, newest }
}

/** Iterators that Weir holds; one of any type can be got here and read with. */
export function IteratorsPane({ facts, iterators, shardId, onEnded }: IteratorsPaneProps) {
  const { t } = useTranslation('shards')
  const wordError = useErrorWords()
  const { opening, open, close, selectedId, setSelectedId, newest } = useOpening(facts)
  const steps = useSteps(facts, onEnded)
  const below = useRef<HTMLDivElement>(null)
  const isListed = iterators.some(({ iteratorId }) => iteratorId === newest?.iteratorId)
  const known = newest === undefined || isListed ? iterators : [...iterators, newest]
  const listed = known.map((each) => newerOf(each, steps.of(each.iteratorId)))
  const selected = listed.find(({ iteratorId }) => iteratorId === selectedId)
  return (
    <div className={styles.column}>
      <IteratorForm
        shardId={shardId}
        isOpening={opening.pending}
        onOpen={(id, start) => void open(id, start)}
      />
      {opening.error !== undefined && <ErrorNotice compact words={wordError(opening.error)} />}
      {listed.length === 0 ? (
        <EmptyState
          icon={<IconPlayerTrackNext />}
          title={t('live.empty.title')}
          body={t('live.empty.body')}
        />
      ) : (
        <IteratorTable
          iterators={listed}
          selectedId={selectedId}
          onSelect={setSelectedId}
          onOpen={() => below.current?.querySelector('button')?.focus()}
        />
      )}
      <div ref={below} className={styles.below}>
        {selected !== undefined && (
          <Opened
            facts={facts}
            iterator={selected}
            steps={steps}
            onFollow={(id) => void open(id, { type: 'TRIM_HORIZON' })}
            onClose={() => void close(selected.iteratorId)}
          />
        )}
      </div>
    </div>
  )
}
