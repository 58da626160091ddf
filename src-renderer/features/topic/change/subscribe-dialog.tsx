import { useState } from 'react'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { confirmationDays, rawProtocols, subscriptionProtocols } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import styles from './change.module.css'
import { FilterFields } from './filter-fields.tsx'
import { QueueAdmission } from './queue-admission.tsx'
import { QueuePicker } from './queue-picker.tsx'
import {
  emptySubscribeDraft,
  endpointProblem,
  isComplete,
  toSubscribeInput,
} from './subscribe-draft.ts'
import type { SubscribeDraft } from './subscribe-draft.ts'
import { useWhyNoChange } from './topic-guarded.ts'
import { useTopicReread } from './use-topic-reread.ts'

const WIDTH = 640

interface FieldProps {
  facts: TopicFacts
  draft: SubscribeDraft
  onDraft: (change: Partial<SubscribeDraft>) => void
}

function EndpointFields({ facts, draft, onDraft }: FieldProps) {
  const { t } = useTranslation('topic-change')
  const problem = endpointProblem(draft, facts.topicArn)
  const isSaid = problem !== undefined && (draft.endpoint !== '' || problem === 'only-queues')
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('subscribe.protocol')}
        data={[...subscriptionProtocols]}
        value={draft.protocol}
        onChange={(event) => {
          const picked = subscriptionProtocols.find((each) => each === event.currentTarget.value)
          onDraft({ protocol: picked ?? 'sqs', endpoint: '' })
        }}
      />
      {draft.protocol === 'sqs' && (
        <QueuePicker
          facts={facts}
          label={t('subscribe.queue')}
          isFit={({ type }) => facts.type === 'fifo' || type === 'standard'}
          onPick={(endpoint) => {
            onDraft({ endpoint })
          }}
        />
      )}
      <TextInput
        size="xs"
        label={t('subscribe.endpoint')}
        autoComplete="off"
        spellCheck={false}
        value={draft.endpoint}
        error={isSaid ? t(`subscribe.problem.${problem}`) : undefined}
        onChange={(event) => {
          onDraft({ endpoint: event.currentTarget.value })
        }}
      />
      {draft.protocol === 'sqs' && problem === undefined && (
        <QueueAdmission facts={facts} queueArn={draft.endpoint.trim()} />
      )}
      {rawProtocols.has(draft.protocol) && (
        <Checkbox
          size="xs"
          label={t('subscribe.raw')}
          checked={draft.isRaw}
          onChange={(event) => {
            onDraft({ isRaw: event.currentTarget.checked })
          }}
        />
      )}
    </>
  )
}

function useSubscribe({ connection, topicArn, name: topic }: TopicFacts) {
  const { t } = useTranslation('topic-change')
  const { run, pending } = useOperation('subscriptions.create')
  const reread = useTopicReread(connection.id)
  const [outcome, setOutcome] = useState<Outcome>()
  const subscribe = async (draft: SubscribeDraft): Promise<void> => {
    setOutcome(undefined)
    const input = toSubscribeInput(draft)
    const { endpoint } = input
    const isFiltered = draft.filter.trim() !== ''
    const confirm = {
      title: t('subscribe.confirmTitle', { endpoint }),
      body: t(isFiltered ? 'subscribe.confirmFiltered' : 'subscribe.confirmBody', { topic }),
      verb: t('subscribe.verb'),
    }
    const result = await run({ connectionId: connection.id, topicArn, ...input }, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      const { subscriptionArn, requestId } = result.output
      const isPending = subscriptionArn === undefined
      const words = t(isPending ? 'subscribe.pending' : 'subscribe.done', {
        endpoint,
        ...confirmationDays,
      })
      setOutcome({ state: isPending ? 'pending' : 'done', words, requestId })
    }
    if (result.state !== 'declined') await reread()
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { subscribe, pending, outcome, dismiss, reread }
}

/** A new subscriber of the topic; it stays until what came of it was read. */
export function SubscribeDialog({ facts, onClose }: { facts: TopicFacts; onClose: () => void }) {
  const { t } = useTranslation(['topic-change', 'common'])
  const [draft, setDraft] = useState(emptySubscribeDraft)
  const { subscribe, pending, outcome, dismiss, reread } = useSubscribe(facts)
  const isAllowed = useWhyNoChange(facts) === undefined
  const isDone = outcome !== undefined && outcome.state !== 'failed'
  const isReady = isAllowed && !pending && !isDone && isComplete(draft, facts.topicArn)
  const change = (part: Partial<SubscribeDraft>): void => {
    setDraft({ ...draft, ...part })
  }
  return (
    <Dialog title={t('subscribe.title', { topic: facts.name })} width={WIDTH} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void subscribe(draft)
        }}
      >
        {!isAllowed && <GuardOffer connection={facts.connection} needs="confirm" what="change" />}
        <EndpointFields facts={facts} draft={draft} onDraft={change} />
        <FilterFields filter={draft.filter} scope={draft.scope} onChange={change} />
        <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {isDone ? t('common:close') : t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {t('subscribe.verb')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
