import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queueArnSchema } from '#contract'
import type { OutputOf } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import styles from './change.module.css'
import { useWhyNoChange } from './topic-guarded.ts'
import { useTopicReread } from './use-topic-reread.ts'

interface QueueAdmissionProps {
  facts: TopicFacts
  queueArn: string
}

/** Adds the statement that lets the topic in, after saying so, and keeps what came of it. */
function useAdmit({ facts, queueArn }: QueueAdmissionProps) {
  const { t } = useTranslation('topic-change')
  const { run, pending } = useOperation('subscriptions.admitTopic')
  const reread = useTopicReread(facts.connection.id)
  const [outcome, setOutcome] = useState<Outcome>()
  const names = { topic: facts.name, queue: queueArn.split(':').at(-1) ?? queueArn }
  const admit = async (expected: string): Promise<void> => {
    setOutcome(undefined)
    const confirm = {
      title: t('admission.title', names),
      body: t('admission.body', names),
      verb: t('admission.verb'),
    }
    const at = { connectionId: facts.connection.id, topicArn: facts.topicArn }
    const result = await run(
      { ...at, queueArn: queueArnSchema.parse(queueArn), expected },
      { confirm },
    )
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      const { isPending, requestId } = result.output
      const words = isPending ? t('admission.spread') : t('admission.done', names)
      setOutcome({ state: isPending ? 'pending' : 'done', words, requestId })
    }
    if (result.state !== 'declined') await reread()
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { admit, pending, outcome, dismiss, reread }
}

function Verdict({ admission, statement = '' }: OutputOf<'subscriptions.checkQueue'>) {
  const { t } = useTranslation('topic-change')
  const words = t(`admission.${admission}`, { statement })
  return admission === 'admits' ? (
    <p className={styles.dim}>{words}</p>
  ) : (
    <AttentionLine>{words}</AttentionLine>
  )
}

/** Whether a queue's access policy lets the topic in, with the way to make it so. */
export function QueueAdmission(props: QueueAdmissionProps) {
  const { facts, queueArn } = props
  const { t } = useTranslation('topic-change')
  const wordError = useErrorWords()
  const why = useWhyNoChange(facts)
  const { admit, pending, outcome, dismiss, reread } = useAdmit(props)
  const at = { connectionId: facts.connection.id, topicArn: facts.topicArn }
  const query = useQuery({
    ...read('subscriptions.checkQueue', { ...at, queueArn }),
    enabled: queueArnSchema.safeParse(queueArn).success,
  })
  const { data, error } = query
  return (
    <>
      <div className={styles.inline}>
        {data !== undefined && <Verdict {...data} />}
        {data === undefined && error !== null && (
          <span title={wordError(error).sentence}>
            <AttentionLine>{t('admission.unread')}</AttentionLine>
          </span>
        )}
        {data?.repaired !== undefined && (
          <Button
            variant="default"
            size="xs"
            disabled={why !== undefined || pending}
            title={why}
            onClick={() => void admit(data.policy)}
          >
            {t('admission.repair')}
          </Button>
        )}
      </div>
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
    </>
  )
}
