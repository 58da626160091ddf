import type { ReactNode } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ShardPlacement } from '#contract'
import { PlacementAnswer } from '../placement-answer.tsx'
import type { SoughtKey } from '../use-placement.ts'
import styles from './shards.module.css'

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
        <PlacementAnswer placement={placement} />
      </output>
      {children}
    </div>
  )
}
