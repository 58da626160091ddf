import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewButton } from '../../../parts/new-button.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { SubscribeDialog } from './subscribe-dialog.tsx'

/** The way to a new subscription: a button, its key and its place in the palette. */
export function Subscribe({ facts }: { facts: TopicFacts }) {
  const { t } = useTranslation('topic-change')
  const [isOpen, setOpen] = useState(false)
  const open = (): void => {
    setOpen(true)
  }
  return (
    <>
      <NewButton label={t('subscribe.button')} onOpen={open} />
      {isOpen && (
        <SubscribeDialog
          facts={facts}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}
