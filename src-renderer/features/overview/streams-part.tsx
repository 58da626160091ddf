import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Stream } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { streamList } from '../../api/stream-list.ts'
import { isWithoutStreams } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ConcernTable } from './concern-table.tsx'
import styles from './overview.module.css'
import { findStreamConcerns } from './stream-concerns.ts'
import type { StreamConcern } from './stream-concerns.ts'

/** Main answers from memory: no call leaves this machine. */
const TAILS_EVERY_MS = 2_000

interface StreamsPartProps {
  connectionId: string
  onOpenStream: (stream: Stream) => void
  onOpenStreams: () => void
}

function useConcernWords(): (concern: StreamConcern) => string {
  const { t } = useTranslation('overview')
  const format = useFormat()
  return (concern) => {
    switch (concern.kind) {
      case 'gap':
        return t('streams.gap', { count: concern.count })
      case 'throttled':
        return t('streams.throttled', { count: concern.count })
      case 'behind':
        return t('streams.behind', { age: format.age(concern.behindMs) })
      case 'status':
        return t(`streams.status.${concern.status}`)
      case 'failed':
        return t('streams.failed')
    }
  }
}

function useConcerns(connectionId: string, streams: readonly Stream[] | undefined) {
  const { data } = useQuery({
    ...read('records.listTails', { connectionId }),
    enabled: streams !== undefined && streams.length > 0,
    refetchInterval: TAILS_EVERY_MS,
  })
  const tails = data?.tails
  return useMemo(() => streams && findStreamConcerns(streams, tails ?? []), [streams, tails])
}

/** Streams that want a look. No section where there are none, or no Kinesis. */
export function StreamsPart({ connectionId, onOpenStream, onOpenStreams }: StreamsPartProps) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const wordError = useErrorWords()
  const wordConcern = useConcernWords()
  const listed = useQuery(streamList(connectionId))
  const streams = listed.data?.streams
  const concerns = useConcerns(connectionId, streams)
  if (listed.error !== null && !isWithoutStreams(listed.error)) {
    const { title } = wordError(listed.error)
    const action = listed.error.detail.params['action'] ?? 'kinesis:ListStreams'
    return <p className={styles.none}>{t('streams.unread', { title, action })}</p>
  }
  if (streams === undefined || streams.length === 0 || concerns === undefined) return null
  return (
    <ConcernTable
      id="overview-streams"
      title={t('streams.title')}
      all={t('streams.all', { count: streams.length, n: format.number(streams.length) })}
      none={t('streams.none')}
      isAlert={concerns.some(({ kind }) => kind !== 'status')}
      rows={concerns.map((concern) => ({
        key: `${concern.kind} ${concern.stream.streamArn}`,
        name: concern.stream.name,
        words: wordConcern(concern),
        onOpen: () => {
          onOpenStream(concern.stream)
        },
      }))}
      onAll={onOpenStreams}
    />
  )
}
