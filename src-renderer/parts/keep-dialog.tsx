import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CAPTURE_NAME_MAX, captureIdSchema } from '#contract'
import type { Capture, KeepWhere } from '#contract'
import { useErrorWords } from '../api/error-words.ts'
import { read } from '../api/read.ts'
import type { WeirError } from '../api/weir-error.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { CaptureLink } from './capture-link.tsx'
import styles from './keep-dialog.module.css'

interface KeepDialogProps {
  title: string
  /** A name for a new one. */
  suggest: () => string
  pending: boolean
  error: WeirError | undefined
  /** What else can be chosen. */
  children?: ReactNode
  onKeep: (to: KeepWhere) => void
  onClose: () => void
}

/** No capture has this number. */
const NEW = '0'

/** Asks for the capture in which something is to be kept. */
export function KeepDialog(props: KeepDialogProps) {
  const { title, suggest, pending, error, children, onKeep, onClose } = props
  const { t } = useTranslation('captures')
  const wordError = useErrorWords()
  const { data } = useQuery(read('captures.list', {}))
  const [name, setName] = useState(suggest)
  const [to, setTo] = useState(NEW)
  const choices = data?.captures.map(({ id, name: label }) => ({ value: String(id), label })) ?? []
  return (
    <Dialog title={title} width={440} onClose={onClose}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          onKeep(to === NEW ? { name } : { captureId: captureIdSchema.parse(Number(to)) })
        }}
      >
        {choices.length > 0 && (
          <Select
            label={t('keep.to')}
            allowDeselect={false}
            searchable
            data={[{ value: NEW, label: t('keep.new') }, ...choices]}
            value={to}
            onChange={(value) => {
              setTo(value ?? NEW)
            }}
          />
        )}
        {to === NEW && (
          <TextInput
            data-autofocus
            label={t('page.name')}
            maxLength={CAPTURE_NAME_MAX}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value)
            }}
          />
        )}
        {children}
        {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
        <Button type="submit" loading={pending} disabled={to === NEW && name.trim() === ''}>
          {t('keep.save')}
        </Button>
      </form>
    </Dialog>
  )
}

interface KeptLineProps {
  words: string
  /** What is not in it. */
  rest?: string | undefined
  capture: Pick<Capture, 'id' | 'name'>
  connectionId: string
}

/** What was kept, and the way to it. */
export function KeptLine({ words, rest, capture, connectionId }: KeptLineProps) {
  return (
    <span role="status" className={styles.done}>
      {words} <CaptureLink connectionId={connectionId} capture={capture} />
      {rest !== undefined && ` · ${rest}`}
    </span>
  )
}
