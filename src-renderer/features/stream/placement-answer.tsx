import { useTranslation } from 'react-i18next'
import type { ShardPlacement } from '#contract'
import styles from './placement-answer.module.css'
import { shardNumber } from './timeline/timeline-cells.tsx'

/** Which shard takes a key, or why none can be told. */
export function PlacementAnswer({ placement }: { placement: ShardPlacement | undefined }) {
  const { t } = useTranslation('shards')
  if (placement === undefined) return <span className={styles.dim}>{t('key.none')}</span>
  const { kind } = placement
  if (kind !== 'shard') {
    const isRefused = kind === 'bad-hash-key'
    return (
      <span className={isRefused ? styles.attention : styles.dim}>
        {t(`key.${kind === 'none' ? 'unplaced' : kind}`)}
      </span>
    )
  }
  const number = shardNumber(placement.shardId)
  return (
    <span title={t('key.hash', { hash: placement.hashKey })}>
      <strong>{t('key.shard', { number })}</strong>{' '}
      <span className={styles.hash}>{placement.hashKey}</span>
    </span>
  )
}
