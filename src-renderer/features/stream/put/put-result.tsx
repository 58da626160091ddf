import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../../api/error-words.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import type { PutPlace } from './put-memory.ts'
import styles from './put.module.css'

interface PutResultProps {
  place: PutPlace | undefined
  error: WeirError | undefined
  onShow: (place: PutPlace) => void
}

/** What came of putting: where the record stands, a reason, or that nobody knows. */
export function PutResult({ place, error, onShow }: PutResultProps) {
  const { t } = useTranslation('put')
  const wordError = useErrorWords()
  if (error?.detail.effectUnknown === true) {
    return (
      <div role="alert">
        <AttentionLine>
          <strong>{t('uncertainTitle')}.</strong> {t('uncertainBody')}
        </AttentionLine>
      </div>
    )
  }
  if (error !== undefined) return <ErrorNotice words={wordError(error)} />
  if (place === undefined) return null
  return (
    <div className={styles.result} role="status">
      <span className={styles.done}>
        <IconCheck size={14} aria-hidden /> {t('done', { number: shardNumber(place.shardId) })}
      </span>
      <MiddleTruncate mono text={place.sequenceNumber} />
      <Button
        variant="default"
        onClick={() => {
          onShow(place)
        }}
      >
        {t('show')}
      </Button>
    </div>
  )
}
