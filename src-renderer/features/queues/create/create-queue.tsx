import { Suspense, lazy, useState } from 'react'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { usePageActions } from '../../../lib/page-actions.ts'

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
  usePageActions([{ label: t('create.action'), keys: 'n', run: open }])
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-keyshortcuts="n"
        onClick={open}
      >
        {t('create.button')}
      </Button>
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
