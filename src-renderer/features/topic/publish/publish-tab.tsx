import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SUBJECT_MAX } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { useStore } from '../../../lib/store.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import { draftBytes } from '../../../parts/send-draft.ts'
import { SendForm } from '../../../parts/send-form.tsx'
import type { OpenInLab } from '../filters/open-in-lab.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { recallTopic } from '../topic-memory.ts'
import type { TopicMemory } from '../topic-memory.ts'
import { findTopicProblem, rulesOf, toAnnouncement } from './publish-draft.ts'
import { PublishFields } from './publish-fields.tsx'
import { PublishResult } from './publish-result.tsx'
import styles from './publish-tab.module.css'
import { Recipients } from './recipients.tsx'
import { useRecipients } from './use-recipients.ts'
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

interface PublishParts {
  facts: TopicFacts
  memory: TopicMemory
  recipients: readonly Recipient[]
}

function usePublish({ facts, memory, recipients }: PublishParts) {
  const { t } = useTranslation('publish')
  const format = useFormat()
  const wordWho = useWhoWords()
  const { run, pending, error } = useOperation('topics.publish')
  const { connection, topicArn, name } = facts
  const publish = async (): Promise<void> => {
    const draft = memory.draft.get()
    memory.publishedId.set(undefined)
    const size = format.bytes(draftBytes(draft))
    const outcome = await run(
      { connectionId: connection.id, topicArn, ...toAnnouncement(draft, rulesOf(facts)) },
      {
        confirm: {
          title: t('confirmTitle'),
          body: t('confirmBody', {
            size,
            topic: name,
            connection: connection.name,
            who: wordWho(recipients),
          }),
          verb: t('verb'),
        },
      },
    )
    if (outcome.state === 'done') memory.publishedId.set(outcome.output.messageId)
  }
  return { publish, pending, error }
}

/** Publishes one message, and says beside it who would get it. The draft stays as it was, also after it went out. */
export function PublishTab({ facts, onTry }: { facts: TopicFacts; onTry: OpenInLab }) {
  const { t } = useTranslation('publish')
  const [memory] = useState(() => recallTopic(facts.connection.id, facts.topicArn))
  const draft = useStore(memory.draft)
  const publishedId = useStore(memory.publishedId)
  const found = useRecipients(facts, draft)
  const { publish, pending, error } = usePublish({ facts, memory, recipients: found.recipients })
  const rules = rulesOf(facts)
  const problem = findTopicProblem(draft, rules)
  const words =
    problem === undefined ? undefined : t(`problem.${problem.key}`, { max: SUBJECT_MAX })
  const isAllowed = isGuardAtLeast(facts.connection.guard, 'confirm')
  return (
    <div className={styles.tab}>
      {!isAllowed && (
        <div className={styles.guard}>
          <GuardOffer connection={facts.connection} needs="confirm" what="publish" />
        </div>
      )}
      <SendForm
        draft={draft}
        rules={rules}
        queueDelaySeconds={undefined}
        isAllowed={isAllowed}
        pending={pending}
        onDraft={(next) => {
          memory.draft.set({ ...memory.draft.get(), ...next })
        }}
        own={{
          isForTopic: true,
          verb: t('verb'),
          problem: words,
          fields: (
            <PublishFields
              facts={facts}
              draft={draft}
              subjectProblem={problem?.field === 'subject' ? words : undefined}
              onDraft={memory.draft.set}
            />
          ),
          preview: null,
          asSent: (next) => next,
        }}
        onSend={() => void publish()}
        result={<PublishResult publishedId={publishedId} error={error} />}
      />
      <Recipients
        facts={facts}
        found={found}
        onTry={(filter) => {
          onTry({ ...filter, message: memory.draft.get() })
        }}
      />
    </div>
  )
}
