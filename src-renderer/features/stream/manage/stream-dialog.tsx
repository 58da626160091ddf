import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import styles from './manage.module.css'
import type { Changing } from './use-stream-change.ts'

const WIDTH = 560

interface StreamDialogProps {
  title: string
  verb: string
  isReady: boolean
  changing: Changing
  children: ReactNode
  onSubmit: () => void
  onClose: () => void
}

/** One change of a stream, asked for; it stays until what came of it was read. */
export function StreamDialog(props: StreamDialogProps) {
  const { title, verb, changing, children, onSubmit, onClose } = props
  const { t } = useTranslation('common')
  const { pending, outcome, dismiss, reread } = changing
  const isDone = outcome?.state === 'done'
  const isReady = props.isReady && !pending && !isDone
  return (
    <Dialog title={title} width={WIDTH} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          // A form inside a portal of this one bubbles here, too.
          event.stopPropagation()
          if (isReady) onSubmit()
        }}
      >
        {children}
        <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {isDone ? t('close') : t('cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
