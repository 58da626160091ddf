import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePageActions } from '../../../lib/page-actions.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { SubscribeDialog } from './subscribe-dialog.tsx'

/** The way to a new subscription: a button, its key and its place in the palette. */
export function Subscribe({ facts }: { facts: TopicFacts }) {
  const { t } = useTranslation('topic-change')
  const [isOpen, setOpen] = useState(false)
  const open = (): void => {
    setOpen(true)
  }
  usePageActions([{ label: t('subscribe.button'), keys: 'n', run: open }])
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-keyshortcuts="n"
        onClick={open}
      >
        {t('subscribe.button')}
      </Button>
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
