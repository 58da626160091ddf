import { Suspense, lazy, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Topic, TopicArn } from '#contract'
import { read } from '../../api/read.ts'
import { NewButton } from '../../parts/new-button.tsx'

// The list comes first; the dialog can come when it is asked for.
const CreateDialog = lazy(() =>
  import('./create-dialog.tsx').then((module) => ({ default: module.CreateDialog })),
)

interface CreateTopicProps {
  connectionId: string
  /** Those that the list has by now: their names are taken. */
  topics: readonly Topic[]
  onCreated: (topicArn: TopicArn) => void
}

/** The way to a new topic: a button, its key and its place in the palette. */
export function CreateTopic({ connectionId, topics, onCreated }: CreateTopicProps) {
  const { t } = useTranslation('topic-change')
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  const open = (): void => {
    setOpen(true)
  }
  const close = (): void => {
    setOpen(false)
  }
  return (
    <>
      <NewButton label={t('create.button')} action={t('create.action')} onOpen={open} />
      <Suspense>
        {isOpen && connection !== undefined && (
          <CreateDialog
            connection={connection}
            topics={topics}
            onCreated={(topicArn) => {
              close()
              onCreated(topicArn)
            }}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}
