import { Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewButton } from '../../../parts/new-button.tsx'
import type { Queue } from '#contract'

// The list is where Weir opens; the dialog can come when it is asked for.
const CreateDialog = lazy(() =>
  import('./create-dialog.tsx').then((module) => ({ default: module.CreateDialog })),
)

interface CreateQueueProps {
  connectionId: string
  onOpen: (queue: Queue) => void
}

/** The way to a new queue: a button, its key and its place in the palette. */
export function CreateQueue({ connectionId, onOpen }: CreateQueueProps) {
  const { t } = useTranslation('queue-change')
  const [isOpen, setOpen] = useState(false)
  const open = (): void => {
    setOpen(true)
  }
  return (
    <>
      <NewButton label={t('create.button')} action={t('create.action')} onOpen={open} />
      <Suspense>
        {isOpen && (
          <CreateDialog
            connectionId={connectionId}
            onOpen={onOpen}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  )
}
