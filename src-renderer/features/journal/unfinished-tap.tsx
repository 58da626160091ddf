import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Tap } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useEndTap } from '../../parts/use-end-tap.ts'
import { UnfinishedRow } from './unfinished-row.tsx'

/** A tap, or that of a trace, of which something may still be there. */
export function UnfinishedTap({ tap }: { tap: Tap }) {
  const { t } = useTranslation(['journal', 'tap'])
  const wordError = useErrorWords()
  const { stop, pending, error } = useEndTap(tap)
  return (
    <UnfinishedRow
      name={t('unfinished.tap', { topic: tap.topicName })}
      connectionName={tap.connectionName}
      words={t('tap:left.title')}
      trouble={error === undefined ? undefined : wordError(error).sentence}
      buttons={
        <Button size="xs" variant="default" loading={pending} onClick={() => void stop()}>
          {t('tap:left.retry')}
        </Button>
      }
    />
  )
}
