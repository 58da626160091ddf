import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { OutputOf } from '#contract'
import { read } from '../../../api/read.ts'
import { useChangeWords } from '../../../parts/change-words.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'

interface ReshardDialogProps {
  facts: StreamFacts
  shown: 'split' | 'merge'
  /** The one that was chosen elsewhere. */
  shardId?: string | undefined
  onClose: () => void
}

/** Splits or merges by the shards as they are now: those that were listed before the last change are no more. */
export function ReshardDialog({ facts, shown, shardId, onClose }: ReshardDialogProps) {
  const wordError = useChangeWords()
  const { connection, streamArn } = facts
  const listed = useQuery({
    ...read('shards.map', { connectionId: connection.id, streamArn }),
    refetchOnMount: 'always',
  })
  const [shards, setShards] = useState<OutputOf<'shards.map'>['shards']>()
  const { data, error, isFetchedAfterMount } = listed
  const isNow = data !== undefined && isFetchedAfterMount && error === null
  // Kept: what is listed while the dialog stands is what the change has made of them.
  if (shards === undefined && isNow) setShards(data.shards)
  const Shards = shown === 'split' ? SplitDialog : MergeDialog
  if (shards !== undefined) return <Shards {...{ facts, shards, shardId, onClose }} />
  if (error === null) return <SkeletonRows count={1} />
  return <ErrorNotice words={wordError(error)} onRetry={() => void listed.refetch()} />
}
