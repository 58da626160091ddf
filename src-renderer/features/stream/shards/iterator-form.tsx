import { useState } from 'react'
import { Button, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { iteratorStartSchema, iteratorTypes } from '#contract'
import type { IteratorStart, IteratorType, ShardId } from '#contract'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import { localMoment } from '../../../lib/local-moment.ts'
import styles from './shards.module.css'

const HOUR_MS = 3_600_000

interface Place {
  time: string
  sequenceNumber: string
}

/** The start that the form says; undefined while its place is not one. */
function findStart(type: IteratorType, { time, sequenceNumber }: Place): IteratorStart | undefined {
  const { data } = iteratorStartSchema.safeParse({ type, atMs: Date.parse(time), sequenceNumber })
  return data
}

interface PlaceFieldProps {
  type: IteratorType
  place: Place
  onPlace: (place: Place) => void
}

function PlaceField({ type, place, onPlace }: PlaceFieldProps) {
  const { t } = useTranslation('shards')
  if (type === 'AT_TIMESTAMP') {
    return (
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        aria-label={t('form.time')}
        value={place.time}
        onChange={(event) => {
          onPlace({ ...place, time: event.currentTarget.value })
        }}
      />
    )
  }
  if (type === 'LATEST' || type === 'TRIM_HORIZON') return null
  return (
    <TextInput
      size="xs"
      className={styles.sequenceInput ?? ''}
      aria-label={t('form.sequence')}
      placeholder={t('form.sequence')}
      spellCheck={false}
      value={place.sequenceNumber}
      onChange={(event) => {
        onPlace({ ...place, sequenceNumber: event.currentTarget.value.trim() })
      }}
    />
  )
}

interface IteratorFormProps {
  /** The shard that is selected. */
  shardId: ShardId | undefined
  isOpening: boolean
  onOpen: (shardId: ShardId, start: IteratorStart) => void
}

/** An iterator of any of the five types for the shard that is selected. */
export function IteratorForm({ shardId, isOpening, onOpen }: IteratorFormProps) {
  const { t } = useTranslation('shards')
  const [type, setType] = useState<IteratorType>('TRIM_HORIZON')
  const [place, setPlace] = useState<Place>(() => ({
    time: localMoment(Date.now() - HOUR_MS),
    sequenceNumber: '',
  }))
  const start = findStart(type, place)
  const missing = shardId === undefined ? t('form.noShard') : t('form.noPlace')
  const isReady = shardId !== undefined && start !== undefined
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onOpen(shardId, start)
      }}
    >
      <Select
        size="xs"
        className={styles.typeInput ?? ''}
        aria-label={t('form.type')}
        allowDeselect={false}
        value={type}
        data={[...iteratorTypes]}
        onChange={(value) => {
          setType(iteratorTypes.find((each) => each === value) ?? type)
        }}
      />
      <PlaceField type={type} place={place} onPlace={setPlace} />
      <Button
        size="xs"
        type="submit"
        variant="default"
        loading={isOpening}
        disabled={!isReady}
        title={isReady ? '' : missing}
      >
        {shardId === undefined
          ? t('form.open')
          : t('form.openOn', { number: shardNumber(shardId) })}
      </Button>
    </form>
  )
}
