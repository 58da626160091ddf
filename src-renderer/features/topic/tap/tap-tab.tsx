import { findTap, taps } from '../../../api/taps.ts'
import { useFeed } from '../../../api/use-feed.ts'
import { useStore } from '../../../lib/store.ts'
import { TapReport } from '../../../parts/tap-report.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { TapBefore } from './tap-before.tsx'
import { TapLive } from './tap-live.tsx'
import { TapStarting } from './tap-starting.tsx'
import styles from './tap.module.css'

/** What the topic sends, by a queue of Weir's own: before, while it starts, while it runs, and after. */
export function TapTab({ facts, onLab }: { facts: TopicFacts; onLab: () => void }) {
  // The status bar follows it as well, but begins later.
  useFeed(
    'taps.watch',
    {},
    {
      onItem: (item) => {
        taps.set(item.taps)
      },
    },
  )
  const all = useStore(taps)
  const tap = findTap(all, { connectionId: facts.connection.id, topicArn: facts.topicArn })
  if (tap?.state === 'starting') return <TapStarting tap={tap} />
  if (tap !== undefined && tap.state !== 'left')
    return <TapLive key={tap.tapId} facts={facts} tap={tap} onLab={onLab} />
  return (
    <div className={styles.tab}>
      {tap !== undefined && (
        <div className={styles.report}>
          <TapReport tap={tap} />
        </div>
      )}
      <TapBefore facts={facts} />
    </div>
  )
}
