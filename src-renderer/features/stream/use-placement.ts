import { useMemo } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MappedShard, ShardPlacement } from '#contract'
import { read } from '../../api/read.ts'

const TYPING_MS = 120

export interface SoughtKey {
  partitionKey: string
  explicitHashKey: string
}

/** Which shard takes a key: undefined until one was typed. Kinesis is not asked. */
export function usePlacement(
  sought: SoughtKey,
  shards: readonly MappedShard[],
  distribution: 'by-key' | 'auto',
): ShardPlacement | undefined {
  const [{ partitionKey, explicitHashKey }] = useDebouncedValue(sought, TYPING_MS)
  const open = useMemo(
    () =>
      shards
        .filter(({ isOpen }) => isOpen)
        .map(({ shardId, hashKeyRange }) => ({ shardId, hashKeyRange })),
    [shards],
  )
  const isWanted = partitionKey !== '' || explicitHashKey !== '' || distribution === 'auto'
  const { data } = useQuery({
    ...read('shards.place', {
      partitionKey,
      ...(explicitHashKey === '' ? {} : { explicitHashKey }),
      ...{ distribution, shards: open },
    }),
    enabled: isWanted && shards.length > 0,
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  return isWanted ? data : undefined
}
