import { useState } from 'react'
import type { ReactNode } from 'react'
import { TextInput } from '@mantine/core'
import styles from './manage.module.css'
import { StreamDialog } from './stream-dialog.tsx'
import type { Changing } from './use-stream-change.ts'

interface NumberDialogProps {
  title: string
  verb: string
  label: string
  /** What may be typed, in words; said in red where something else was. */
  range: string
  now: number
  min: number
  max: number
  note: ReactNode
  changing: Changing
  onSubmit: (wanted: number) => void
  onClose: () => void
}

function findNumber(text: string, { min, max }: { min: number; max: number }): number | undefined {
  const wanted = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return wanted >= min && wanted <= max ? wanted : undefined
}

/** One whole number of a stream, changed. */
export function NumberDialog(props: NumberDialogProps) {
  const { label, range, now, note, changing, onSubmit } = props
  const [text, setText] = useState(String(now))
  const [before] = useState(now)
  const wanted = findNumber(text, props)
  const isDone = changing.outcome?.state === 'done'
  return (
    <StreamDialog
      title={props.title}
      verb={props.verb}
      isReady={wanted !== undefined && wanted !== before}
      changing={changing}
      onSubmit={() => {
        if (wanted !== undefined) onSubmit(wanted)
      }}
      onClose={props.onClose}
    >
      <TextInput
        size="xs"
        data-autofocus
        label={label}
        description={range}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        error={wanted === undefined && !isDone ? range : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value.trim())
        }}
      />
      <p className={styles.dim}>{note}</p>
    </StreamDialog>
  )
}
