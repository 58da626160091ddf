import type { ReactNode } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ShardPlacement } from '#contract'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import styles from './shards.module.css'
import type { SoughtKey } from './use-placement.ts'

function Answer({ placement }: { placement: ShardPlacement | undefined }) {
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

interface KeyBarProps {
  sought: SoughtKey
  onSought: (sought: SoughtKey) => void
  placement: ShardPlacement | undefined
  children: ReactNode
}

/** Which shard takes this key? */
export function KeyBar({ sought, onSought, placement, children }: KeyBarProps) {
  const { t } = useTranslation('shards')
  return (
    <div className={styles.bar}>
      <TextInput
        size="xs"
        className={styles.keyInput ?? ''}
        aria-label={t('key.partitionKey')}
        placeholder={t('key.partitionKey')}
        spellCheck={false}
        value={sought.partitionKey}
        onChange={(event) => {
          onSought({ ...sought, partitionKey: event.currentTarget.value })
        }}
      />
      <TextInput
        size="xs"
        className={styles.keyInput ?? ''}
        aria-label={t('key.explicit')}
        placeholder={t('key.explicit')}
        title={t('key.explicitHint')}
        spellCheck={false}
        value={sought.explicitHashKey}
        onChange={(event) => {
          onSought({ ...sought, explicitHashKey: event.currentTarget.value.trim() })
        }}
      />
      <output className={styles.answer}>
        <Answer placement={placement} />
      </output>
      {children}
    </div>
  )
}
