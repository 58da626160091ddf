import type { ReactNode } from 'react'
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './dialog.module.css'

export interface DialogProps {
  title: string
  /** Pixels. */
  width: number
  onClose: () => void
  children: ReactNode
}

/**
 * A dialog with a name, a way out and one edge. Mantine's own header is a `<header>` outside `<main>`, which a screen
 * reader takes for a second banner of the page, and its close button has no name.
 */
export function Dialog({ title, width, onClose, children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Modal.Root
      opened
      centered
      size={width}
      padding={16}
      transitionProps={{ duration: 80, transition: 'fade' }}
      onClose={onClose}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={title} className={styles.content}>
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <Modal.CloseButton size="sm" aria-label={t('close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
