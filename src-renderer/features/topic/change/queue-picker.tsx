import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { queueList } from '../../../api/queue-list.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { queueArnFor } from './subscribe-draft.ts'

/** As in the picker of a queue's page: the first of those that match. */
const CHOICES_MAX = 50

interface QueuePickerProps {
  facts: TopicFacts
  label: string
  /** Whether SNS would take this one. */
  isFit: (queue: Queue) => boolean
  onPick: (queueArn: string) => void
  /** Whether it shows what there is before anything is typed. */
  isOpenAtFirst?: boolean
}

/** One of the connection's queues, found by a part of its name and given as its ARN. */
export function QueuePicker({
  facts,
  label,
  isFit,
  onPick,
  isOpenAtFirst = true,
}: QueuePickerProps) {
  const { t } = useTranslation('topic-change')
  const { data } = useQuery(queueList(facts.connection.id))
  return (
    <Select
      size="xs"
      searchable
      data-autofocus
      openOnFocus={isOpenAtFirst}
      label={label}
      placeholder={t('subscribe.pick')}
      nothingFoundMessage={t('subscribe.noMatch')}
      limit={CHOICES_MAX}
      data={(data?.queues.filter(isFit) ?? []).map((queue) => ({
        value: queueArnFor(queue, facts.topicArn),
        label: queue.name,
      }))}
      value={null}
      onChange={(queueArn) => {
        onPick(queueArn ?? '')
      }}
    />
  )
}
