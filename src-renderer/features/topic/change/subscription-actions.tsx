import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SubscriptionDetail } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import styles from './change.module.css'
import { FilterDialog } from './filter-dialog.tsx'
import { useWhyNoChange } from './topic-guarded.ts'
import { useTopicReread } from './use-topic-reread.ts'

interface SubscriptionActionsProps {
  facts: TopicFacts
  detail: SubscriptionDetail
  endpoint: string
}

function useUnsubscribe({ facts, detail, endpoint }: SubscriptionActionsProps) {
  const { t } = useTranslation('topic-change')
  const { run, pending } = useOperation('subscriptions.remove')
  const reread = useTopicReread(facts.connection.id)
  const [outcome, setOutcome] = useState<Outcome>()
  const unsubscribe = async (): Promise<void> => {
    setOutcome(undefined)
    const confirm = {
      title: t('end.title', { endpoint }),
      body: `${t('end.body', { endpoint, topic: facts.name })} ${t('end.settings')}`,
      verb: t('end.verb'),
      danger: true,
    }
    const at = { connectionId: facts.connection.id, subscriptionArn: detail.subscriptionArn }
    const result = await run(at, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      const { requestId } = result.output
      setOutcome({ state: 'done', words: t('end.done', { endpoint }), requestId })
      await reread()
    }
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { unsubscribe, pending, outcome, dismiss, reread }
}

/** What can be done with one subscription. */
export function SubscriptionActions(props: SubscriptionActionsProps) {
  const { t } = useTranslation('topic-change')
  const why = useWhyNoChange(props.facts)
  const [isEditing, setEditing] = useState(false)
  const { unsubscribe, pending, outcome, dismiss, reread } = useUnsubscribe(props)
  return (
    <>
      <div className={styles.inline}>
        <Button
          variant="default"
          size="xs"
          disabled={why !== undefined}
          title={why}
          onClick={() => {
            setEditing(true)
          }}
        >
          {t('filter.edit')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={why !== undefined || pending}
          title={why}
          onClick={() => void unsubscribe()}
        >
          {t('end.button')}
        </Button>
      </div>
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      {isEditing && (
        <FilterDialog
          {...props}
          onClose={() => {
            setEditing(false)
          }}
        />
      )}
    </>
  )
}
