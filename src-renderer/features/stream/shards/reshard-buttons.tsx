import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MappedShard } from '#contract'
import { ReshardDialog } from '../manage/reshard-dialog.tsx'
import { useWhyNoReshard } from '../manage/stream-guarded.ts'
import type { StreamFacts } from '../stream-facts.ts'

interface ReshardButtonsProps {
  facts: StreamFacts
  /** The shard that is looked at: the dialogs begin with it. */
  shard: MappedShard | undefined
}

/** Splitting and merging, from where a hot shard is seen. */
export function ReshardButtons({ facts, shard }: ReshardButtonsProps) {
  const { t } = useTranslation('stream-change')
  const [shown, setShown] = useState<'split' | 'merge'>()
  const whyNot = useWhyNoReshard(facts)
  const why = whyNot ?? (shard?.isOpen === false ? t('split.trouble.closed') : undefined)
  return (
    <>
      {(['split', 'merge'] as const).map((which) => (
        <Button
          key={which}
          size="xs"
          variant="default"
          disabled={why !== undefined}
          title={why}
          onClick={() => {
            setShown(which)
          }}
        >
          {t(`${which}.button`)}
        </Button>
      ))}
      {shown !== undefined && (
        <ReshardDialog
          {...{ facts, shown, shardId: shard?.shardId }}
          onClose={() => {
            setShown(undefined)
          }}
        />
      )}
    </>
  )
}
