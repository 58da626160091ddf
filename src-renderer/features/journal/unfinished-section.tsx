import { useTranslation } from 'react-i18next'
import type { Move } from '#contract'
import { heldQueues } from '../../api/held-queues.ts'
import { hasLeft, taps } from '../../api/taps.ts'
import { useStore } from '../../lib/store.ts'
import { HeldList } from '../../parts/held-list.tsx'
import listStyles from '../../parts/held-list.module.css'
import { useMoveConcerns } from '../../parts/moves/use-move-concerns.ts'
import { UnfinishedMove } from './unfinished-move.tsx'
import { UnfinishedTap } from './unfinished-tap.tsx'
import styles from './unfinished-section.module.css'

/** Redrives and replays that are not settled, and taps of which something is left. */
function Work({ onOpenMove }: { onOpenMove: (move: Move) => void }) {
  const { t } = useTranslation('journal')
  const moves = useMoveConcerns()
  const left = useStore(taps, (all) => all).filter(hasLeft)
  if (moves.length + left.length === 0) return null
  return (
    <section aria-label={t('unfinished.title')}>
      <h3 className={styles.title}>{t('unfinished.title')}</h3>
      <ul className={listStyles.list}>
        {moves.map((concern) => (
          <UnfinishedMove key={concern.move.id} concern={concern} onOpen={onOpenMove} />
        ))}
        {left.map((tap) => (
          <UnfinishedTap key={tap.tapId} tap={tap} />
        ))}
      </ul>
    </section>
  )
}

/** What Weir holds now, or may still hold since an earlier run. */
function Held() {
  const { t } = useTranslation('looks')
  const queues = useStore(heldQueues)
  if (queues.length === 0) return null
  return (
    <section aria-label={t('list.title')}>
      <h3 className={styles.title}>{t('list.title')}</h3>
      <HeldList queues={queues} />
    </section>
  )
}

/** What was begun and is not over, on every connection, with what can be done about it; nothing where there is nothing. */
export function UnfinishedSection({ onOpenMove }: { onOpenMove: (move: Move) => void }) {
  return (
    <div className={styles.sections}>
      <Work onOpenMove={onOpenMove} />
      <Held />
    </div>
  )
}
