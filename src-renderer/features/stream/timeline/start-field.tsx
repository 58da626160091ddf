import { useState } from 'react'
import { Button, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { tailStartSchema } from '#contract'
import type { TailStart } from '#contract'
import { localMoment } from '../../../lib/local-moment.ts'
import styles from './timeline.module.css'

/** Where to begin, as the list offers it. */
const places = ['LATEST', 'TRIM_HORIZON', 'minutes', 'hour', 'time', 'sequence'] as const
type Place = (typeof places)[number]

const backMs = { minutes: 5 * 60_000, hour: 60 * 60_000 }

interface StartFieldProps {
  start: TailStart
  onStart: (start: TailStart) => void
}

function placeOf({ type }: TailStart): Place {
  if (type === 'LATEST' || type === 'TRIM_HORIZON') return type
  return type === 'AT_TIMESTAMP' ? 'time' : 'sequence'
}

function TimeForm({ start, onStart }: StartFieldProps) {
  const { t } = useTranslation('timeline')
  const [text, setText] = useState(() =>
    localMoment(start.type === 'AT_TIMESTAMP' ? start.atMs : Date.now() - backMs.hour),
  )
  const atMs = Date.parse(text)
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault()
        if (!Number.isNaN(atMs)) onStart({ type: 'AT_TIMESTAMP', atMs })
      }}
    >
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        aria-label={t('start.timeLabel')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      <Button size="xs" type="submit" variant="default" disabled={Number.isNaN(atMs)}>
        {t('start.go')}
      </Button>
    </form>
  )
}

function SequenceForm({ start, onStart }: StartFieldProps) {
  const { t } = useTranslation('timeline')
  const known = 'shardId' in start ? start : undefined
  const [shardId, setShardId] = useState<string>(known?.shardId ?? 'shardId-000000000000')
  const [sequenceNumber, setSequenceNumber] = useState<string>(known?.sequenceNumber ?? '')
  const wanted = tailStartSchema.safeParse({ type: 'AT_SEQUENCE_NUMBER', shardId, sequenceNumber })
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted.success) onStart(wanted.data)
      }}
    >
      <TextInput
        size="xs"
        className={styles.shardInput ?? ''}
        aria-label={t('start.shard')}
        spellCheck={false}
        value={shardId}
        onChange={(event) => {
          setShardId(event.currentTarget.value.trim())
        }}
      />
      <TextInput
        size="xs"
        className={styles.sequenceInput ?? ''}
        aria-label={t('start.sequenceLabel')}
        placeholder={t('start.sequenceLabel')}
        spellCheck={false}
        value={sequenceNumber}
        onChange={(event) => {
          setSequenceNumber(event.currentTarget.value.trim())
        }}
      />
      <Button size="xs" type="submit" variant="default" disabled={!wanted.success}>
        {t('start.go')}
      </Button>
    </form>
  )
}

/** From where on the stream is read: the latest, the oldest, a time, or a record of one shard. */
export function StartField({ start, onStart }: StartFieldProps) {
  const { t } = useTranslation('timeline')
  // A time and a sequence number are asked for before anything begins anew.
  const [asked, setAsked] = useState<Place>()
  const place = asked ?? placeOf(start)
  const pick = (value: string | null): void => {
    const picked = places.find((each) => each === value)
    if (picked === undefined) return
    setAsked(picked === 'time' || picked === 'sequence' ? picked : undefined)
    if (picked === 'LATEST' || picked === 'TRIM_HORIZON') onStart({ type: picked })
    if (picked === 'minutes' || picked === 'hour') {
      onStart({ type: 'AT_TIMESTAMP', atMs: Date.now() - backMs[picked] })
    }
  }
  return (
    <div className={styles.inline}>
      <Select
        size="xs"
        className={styles.start ?? ''}
        aria-label={t('start.label')}
        allowDeselect={false}
        value={place}
        data={places.map((value) => ({ value, label: t(`start.${value}`) }))}
        onChange={pick}
      />
      {place === 'time' && <TimeForm key={JSON.stringify(start)} start={start} onStart={onStart} />}
      {place === 'sequence' && (
        <SequenceForm key={JSON.stringify(start)} start={start} onStart={onStart} />
      )}
    </div>
  )
}
