import { useTranslation } from 'react-i18next'
import { useOperation } from '../../../api/use-operation.ts'
import { useStore } from '../../../lib/store.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { draftBytes, toAnnouncement } from '../../../parts/send-draft.ts'
import { SendForm } from '../../../parts/send-form.tsx'
import type { OwnForm } from '../../../parts/send-many/repeat-form.tsx'
import type { SendMemory } from '../../../parts/send-many/send-memory.ts'
import type { SendPlace } from '../../../parts/send-many/send-place.ts'
import { keepSent } from '../../../parts/send-many/sent-messages.ts'
import { toTemplate } from '../../../parts/send-many/template-draft.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { PublishResult } from './publish-result.tsx'
import type { Recipient } from './use-recipients.ts'

/** Who gets it, as the confirmation says it. */
function useWhoWords(): (recipients: readonly Recipient[]) => string {
  const { t } = useTranslation('publish')
  return (recipients) => {
    if (recipients.some(({ verdict }) => verdict === 'reading' || verdict === 'unknown')) {
      return t('whoUnknown')
    }
    const count = recipients.filter(({ verdict }) => verdict === 'yes').length
    return count === 0 ? t('whoNone') : t('who', { count })
  }
}

interface PublishSingleProps {
  facts: TopicFacts
  place: SendPlace
  memory: SendMemory
  recipients: readonly Recipient[]
  /** Not all subscriptions are judged. */
  isPartial: boolean
  isAllowed: boolean
  topic: OwnForm
}

function usePublish({ facts, place, memory, recipients, isPartial }: PublishSingleProps) {
  const { t } = useTranslation('publish')
  const format = useFormat()
  const wordWho = useWhoWords()
  const { run, pending, error } = useOperation('topics.publish')
  const { connection, topicArn, name } = facts
  const publish = async (): Promise<void> => {
    const draft = memory.draft.get()
    memory.sentId.set(undefined)
    const size = format.bytes(draftBytes(draft))
    const more = isPartial ? ` ${t('recipients.more', { n: recipients.length })}` : ''
    const who = `${wordWho(recipients)}${more}`
    const outcome = await run(
      { connectionId: connection.id, topicArn, ...toAnnouncement(draft, place.rules) },
      {
        confirm: {
          title: t('confirmTitle'),
          body: t('confirmBody', { size, topic: name, connection: connection.name, who }),
          verb: t('verb'),
        },
      },
    )
    if (outcome.state !== 'done') return
    memory.sentId.set(outcome.output.messageId)
    keepSent(connection.id, { queue: name, count: 1, message: toTemplate(draft, place) })
  }
  return { publish, pending, error }
}

/** Publishes one message. The draft stays as it was, also after it went out. */
export function PublishSingle(props: PublishSingleProps) {
  const { place, memory, isAllowed, topic } = props
  const { t } = useTranslation('publish')
  const draft = useStore(memory.draft)
  const publishedId = useStore(memory.sentId)
  const { publish, pending, error } = usePublish(props)
  return (
    <SendForm
      draft={draft}
      rules={place.rules}
      queueDelaySeconds={undefined}
      isAllowed={isAllowed}
      pending={pending}
      onDraft={memory.draft.set}
      own={{
        kind: 'topic',
        verb: t('verb'),
        problem: topic.problemOf(draft),
        fields: topic.fields,
        preview: null,
        asSent: (next) => next,
      }}
      onSend={() => void publish()}
      result={<PublishResult publishedId={publishedId} error={error} />}
    />
  )
}
