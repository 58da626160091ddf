import { Suspense, lazy, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Stream } from '#contract'
import { read } from '../../api/read.ts'
import { NewButton } from '../../parts/new-button.tsx'

// The list comes first; the dialog can come when it is asked for.
const CreateDialog = lazy(() =>
  import('./create-dialog.tsx').then((module) => ({ default: module.CreateDialog })),
)

interface CreateStreamProps {
  connectionId: string
  /** Those that the list has by now: their names are taken. */
  streams: readonly Stream[]
  onCreated: (name: string) => void
}

/** The way to a new stream: a button, its key and its place in the palette. */
export function CreateStream({ connectionId, streams, onCreated }: CreateStreamProps) {
  const { t } = useTranslation('stream-change')
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  const close = (): void => {
    setOpen(false)
  }
  return (
    <>
      <NewButton
        label={t('create.button')}
        action={t('create.action')}
        onOpen={() => {
          setOpen(true)
        }}
      />
      <Suspense>
        {isOpen && connection !== undefined && (
          <CreateDialog
            connection={connection}
            streams={streams}
            onCreated={(name) => {
              close()
              onCreated(name)
            }}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}
