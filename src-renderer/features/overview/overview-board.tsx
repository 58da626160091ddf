import { useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useBookVersion } from '../../api/use-book-version.ts'
import { useWatchedDepths } from '../../api/use-watched-depths.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import styles from './overview.module.css'
import { RankedList } from './ranked-list.tsx'
import type { RankedListProps } from './ranked-list.tsx'
import { rankQueues } from './ranking.ts'
import type { Ranking } from './ranking.ts'

const SKELETON_ROWS = 4
const nothing: Ranking = {
  deepest: [],
  deadLetters: [],
  moreDeadLetters: 0,
  hasDeadLetterQueues: false,
  growing: [],
}

interface OverviewBoardProps {
  connectionId: string
  queues: readonly Queue[]
  onOpenQueue: (queue: Queue) => void
  onOpenQueues: () => void
}

function useRanking(connectionId: string, queues: readonly Queue[]) {
  const [shown, setShown] = useState(nothing)
  const watched = useMemo(
    () => [...shown.deepest, ...shown.deadLetters].map(({ queue }) => queue.queueUrl),
    [shown],
  )
  const { book, feed, isComplete } = useWatchedDepths(connectionId, queues, watched)
  const version = useBookVersion(book)
  const [rankedAt, setRankedAt] = useState(-1)
  if (rankedAt !== version) {
    setRankedAt(version)
    setShown(rankQueues(queues, book))
  }
  return { ranking: shown, book, feed, isComplete }
}

/** What has become more while Weir watched; no section while nothing has. */
function Growing(props: Pick<RankedListProps, 'queues' | 'book' | 'onOpen'>) {
  const { t } = useTranslation('overview')
  if (props.queues.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="overview-growing">
      <h2 id="overview-growing" className={styles.heading}>
        {t('growing.title')}
      </h2>
      <RankedList label={t('growing.title')} last="growth" {...props} />
    </section>
  )
}

/** The numbers of the overview, live. */
export function OverviewBoard(props: OverviewBoardProps) {
  const { connectionId, queues, onOpenQueue, onOpenQueues } = props
  const { t } = useTranslation('overview')
  const format = useFormat()
  const wordError = useErrorWords()
  const { ranking, book, feed, isComplete } = useRanking(connectionId, queues)
  const isReading = !isComplete && ranking.deepest.length === 0
  const noDeadLetters = ranking.hasDeadLetterQueues ? t('deadLetters.empty') : t('deadLetters.none')
  return (
    <>
      {feed.error !== undefined && (
        <ErrorNotice compact words={wordError(feed.error)} onRetry={feed.reopen} />
      )}
      <section className={styles.part} aria-labelledby="overview-dead-letters">
        <h2 id="overview-dead-letters" className={styles.heading}>
          {ranking.deadLetters.length > 0 && (
            <IconAlertTriangle
              size={16}
              stroke={1.5}
              className={styles.warning}
              aria-hidden="true"
            />
          )}
          {t('deadLetters.title')}
        </h2>
        <RankedList
          label={t('deadLetters.title')}
          queues={ranking.deadLetters}
          book={book}
          attention
          last="sources"
          onOpen={onOpenQueue}
        />
        {ranking.moreDeadLetters > 0 && (
          <Button variant="subtle" size="compact-xs" className={styles.more} onClick={onOpenQueues}>
            {t('deadLetters.more', {
              count: ranking.moreDeadLetters,
              n: format.number(ranking.moreDeadLetters),
            })}
          </Button>
        )}
        {isReading && <SkeletonRows count={SKELETON_ROWS} />}
        {!isReading && ranking.deadLetters.length === 0 && (
          <p className={styles.none}>{noDeadLetters}</p>
        )}
      </section>
      <Growing queues={ranking.growing} book={book} onOpen={onOpenQueue} />
      <section className={styles.part} aria-labelledby="overview-deepest">
        <h2 id="overview-deepest" className={styles.heading}>
          {t('deepest.title')}
          <Button variant="subtle" size="compact-xs" className={styles.all} onClick={onOpenQueues}>
            {t('all', { count: queues.length, n: format.number(queues.length) })}
          </Button>
        </h2>
        <RankedList
          label={t('deepest.title')}
          queues={ranking.deepest}
          book={book}
          onOpen={onOpenQueue}
        />
        {isReading && <SkeletonRows count={SKELETON_ROWS} />}
        {!isReading && ranking.deepest.length === 0 && (
          <p className={styles.none}>{t('deepest.empty')}</p>
        )}
      </section>
    </>
  )
}
