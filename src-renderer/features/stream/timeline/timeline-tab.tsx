import { useMemo, useRef, useState } from 'react'
import { IconWaveSine } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RecordRow } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useStore } from '../../../lib/store.ts'
import { useSteady } from '../../../lib/use-steady.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../../ui/split-pane.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { ExpressionLines } from './expression-lines.tsx'
import { KeepRecords } from './keep-records.tsx'
import { LanesView } from './lanes-view.tsx'
import { RecordView } from './record-view.tsx'
import { TimelineBar } from './timeline-bar.tsx'
import { newTailId, recallTimeline } from './timeline-memory.ts'
import type { TimelineWish } from './timeline-memory.ts'
import { TimelineStatus } from './timeline-status.tsx'
import { TimelineTable } from './timeline-table.tsx'
import styles from './timeline.module.css'
import { useTimeline } from './use-timeline.ts'
import type { LiveTimeline } from './use-timeline.ts'

interface NothingProps {
  live: LiveTimeline
  isFiltered: boolean
  wish: TimelineWish
  onOldest: () => void
}

/** Why there is no row. */
function Nothing({ live, isFiltered, wish, onOldest }: NothingProps) {
  const { t } = useTranslation('timeline')
  if (live.state === 'starting') return <SkeletonRows count={8} />
  const kind =
    isFiltered && live.read > 0 ? 'filtered' : live.state === 'ended' ? 'ended' : 'waiting'
  const action = { label: t('empty.fromOldest'), onClick: onOldest }
  return (
    <EmptyState
      icon={<IconWaveSine />}
      title={t(`empty.${kind}.title`)}
      body={t(`empty.${kind}.body`)}
      {...(wish.start.type === 'TRIM_HORIZON' || kind === 'filtered' ? {} : { action })}
    />
  )
}

interface PanesProps {
  facts: StreamFacts
  live: LiveTimeline
  wish: TimelineWish
}

function Panes({ facts, live, wish }: PanesProps) {
  const { t } = useTranslation('timeline')
  const [opened, setOpened] = useState<RecordRow>()
  const right = useRef<HTMLDivElement>(null)
  return (
    <SplitPane
      name="timeline"
      initialPercent={60}
      left={
        <TimelineTable
          label={t('table', { name: facts.name })}
          timeline={live}
          selected={opened?.index}
          onSelect={setOpened}
          onOpen={() => right.current?.focus()}
        />
      }
      right={
        <div ref={right} tabIndex={-1} className={styles.opened}>
          {opened === undefined ? (
            <LanesView lanes={live.lanes} />
          ) : (
            <RecordView
              key={opened.index}
              facts={facts}
              tailId={wish.tailId}
              row={opened}
              onClose={() => {
                setOpened(undefined)
              }}
            />
          )}
        </div>
      }
    />
  )
}

/** Everything that comes through the stream, all shards together, and one record of it whole. */
export function TimelineTab({ facts }: { facts: StreamFacts }) {
  const wordError = useErrorWords()
  const { connection, streamArn } = facts
  const memory = useMemo(() => recallTimeline(connection.id, streamArn), [connection.id, streamArn])
  const wish = useStore(memory)
  const [isPaused, setPaused] = useState(false)
  const { live, error, filter, isFiltered, trouble } = useTimeline(facts, wish, isPaused)
  const change = useSteady((changed: Partial<TimelineWish>) => {
    memory.set({ ...memory.get(), ...changed })
  })
  const hasFailed = live.state === 'failed' && live.error !== undefined
  return (
    <div className={styles.tab}>
      <TimelineBar wish={wish} onWish={change} isPaused={isPaused} onPause={setPaused} />
      <TimelineStatus live={live} wish={wish} isPaused={isPaused} isFiltered={isFiltered}>
        {live.rows.length > 0 && <KeepRecords facts={facts} wish={wish} filter={filter} />}
      </TimelineStatus>
      <ExpressionLines trouble={trouble} judged={live.expression} />
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      {hasFailed && live.error !== undefined && (
        <ErrorNotice
          compact={live.rows.length > 0}
          words={wordError(fromErrorValue(live.error))}
          onRetry={() => {
            change({ tailId: newTailId() })
          }}
        />
      )}
      {live.rows.length > 0 && <Panes key={wish.tailId} facts={facts} live={live} wish={wish} />}
      {live.rows.length === 0 && !hasFailed && (
        <Nothing
          live={live}
          isFiltered={isFiltered}
          wish={wish}
          onOldest={() => {
            change({ start: { type: 'TRIM_HORIZON' }, tailId: newTailId() })
          }}
        />
      )}
    </div>
  )
}
