import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Subscription, SubscriptionDetail } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { CopiedFact, FactRow } from '../../../parts/fact-row.tsx'
import { visibleText } from '../../../parts/visible-text.ts'
import { ConfirmSubscription } from '../change/confirm-subscription.tsx'
import { QueueAdmission } from '../change/queue-admission.tsx'
import { SubscriptionActions } from '../change/subscription-actions.tsx'
import type { OpenInLab } from '../filters/open-in-lab.ts'
import { CodeView } from '../../../ui/code-view.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { prettyJson } from '../pretty-json.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { EndpointText, StateCell } from './subscription-cells.tsx'
import styles from './subscriptions.module.css'
import { useSubscriptionDetail } from './use-subscriptions.ts'

function Policy({ title, text }: { title: string; text: string }) {
  return (
    <section className={styles.policyPart} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <CodeView label={title} text={prettyJson(text)} language="json" />
    </section>
  )
}

/** The queue, or the text of a policy that names none, as an emulator takes it. */
function DeadLetter({
  connectionId,
  detail,
}: {
  connectionId: string
  detail: SubscriptionDetail
}) {
  const { t } = useTranslation('topics')
  const policy = detail.attributes['RedrivePolicy'] ?? ''
  if (detail.deadLetterArn !== undefined)
    return <EndpointText connectionId={connectionId} endpoint={detail.deadLetterArn} />
  return policy === ''
    ? t('subscription.fact.noDeadLetter')
    : t('subscription.fact.badRedrive', { policy: visibleText(policy) })
}

function wasAuthenticated({ attributes }: SubscriptionDetail): boolean {
  return attributes['ConfirmationWasAuthenticated'] === 'true'
}

function Attributes({
  connectionId,
  detail,
  onTry,
}: {
  connectionId: string
  detail: SubscriptionDetail
  onTry: () => void
}) {
  const { t } = useTranslation('topics')
  const format = useFormat()
  const { filterPolicy, filterScope, replayPolicy, deliveryPolicy } = detail
  const isBody = filterScope === 'MessageBody'
  const { ReplayStatus: replayStatus, EffectiveDeliveryPolicy: effective = '' } = detail.attributes
  return (
    <>
      <dl className={styles.facts}>
        <FactRow label={t('subscription.fact.delivery')}>
          {t(detail.isRaw ? 'subscription.raw' : 'subscription.envelope')}
        </FactRow>
        <FactRow label={t('subscription.fact.deadLetter')}>
          <DeadLetter connectionId={connectionId} detail={detail} />
        </FactRow>
        <FactRow label={t('subscription.fact.scope')}>
          {filterPolicy === ''
            ? t('subscription.fact.noFilter')
            : t(isBody ? 'subscription.fact.scopeBody' : 'subscription.fact.scopeAttributes')}
        </FactRow>
        <FactRow label={t('subscription.fact.unsubscribe')}>
          {t(wasAuthenticated(detail) ? 'subscription.fact.owners' : 'subscription.fact.anybody')}
        </FactRow>
        {replayStatus !== undefined && (
          <FactRow label={t('subscription.fact.replayStatus')}>{visibleText(replayStatus)}</FactRow>
        )}
        <FactRow label={t('subscription.fact.readAt')}>{format.clock(detail.readAtMs)}</FactRow>
      </dl>
      <div className={styles.try}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFlask size={14} aria-hidden />}
          onClick={onTry}
        >
          {t('subscription.fact.try')}
        </Button>
      </div>
      {filterPolicy !== '' && <Policy title={t('subscription.fact.filter')} text={filterPolicy} />}
      {replayPolicy !== '' && <Policy title={t('subscription.fact.replay')} text={replayPolicy} />}
      {deliveryPolicy !== '' && (
        <Policy title={t('subscription.fact.deliveryPolicy')} text={deliveryPolicy} />
      )}
      {deliveryPolicy === '' && effective !== '' && (
        <Policy title={t('subscription.fact.effectivePolicy')} text={effective} />
      )}
    </>
  )
}

interface SubscriptionDetailsProps {
  facts: TopicFacts
  subscription: Subscription
  /** Shows the filter in the lab. */
  onTry: OpenInLab
}

/** One subscription: what it gets, what it lets pass, and where the rest goes. */
export function SubscriptionDetails({ facts, subscription, onTry }: SubscriptionDetailsProps) {
  const connectionId = facts.connection.id
  const { t } = useTranslation('topics')
  const wordError = useErrorWords()
  const { subscriptionArn, endpoint } = subscription
  const detail = useSubscriptionDetail(connectionId, subscriptionArn, true)
  // A pending one has no ARN on SNS's lists; an emulator may list it as if it were confirmed.
  const state = detail.data?.isPending === true ? 'pending' : subscription.state
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        <CopiedFact
          label={t('subscription.fact.endpoint')}
          value={endpoint}
          copyLabel={t('subscription.fact.copyEndpoint')}
        />
        <FactRow label={t('subscription.fact.protocol')}>{subscription.protocol}</FactRow>
        <FactRow label={t('subscription.fact.state')}>
          <StateCell state={state} />
        </FactRow>
        <CopiedFact
          label={t('subscription.fact.arn')}
          value={subscriptionArn}
          copyLabel={t('subscription.fact.copyArn')}
        />
        <FactRow label={t('subscription.fact.owner')}>{subscription.owner}</FactRow>
      </dl>
      {state === 'pending' && (
        <>
          {subscriptionArn === undefined && (
            <p className={styles.note}>{t('subscription.fact.pendingOnly')}</p>
          )}
          <ConfirmSubscription facts={facts} endpoint={visibleText(endpoint)} />
        </>
      )}
      {subscription.protocol === 'sqs' && <QueueAdmission facts={facts} queueArn={endpoint} />}
      {detail.data !== undefined && (
        <SubscriptionActions
          facts={facts}
          detail={detail.data}
          endpoint={visibleText(endpoint)}
          protocol={subscription.protocol}
        />
      )}
      {detail.error !== null && (
        <ErrorNotice
          compact
          words={wordError(detail.error)}
          onRetry={() => void detail.refetch()}
        />
      )}
      {detail.data !== undefined && (
        <Attributes
          connectionId={connectionId}
          detail={detail.data}
          onTry={() => {
            if (detail.data === undefined) return
            const { subscriptionArn: arn, filterPolicy: policy, filterScope: scope } = detail.data
            onTry({ subscriptionArn: arn, endpoint, policy, scope })
          }}
        />
      )}
      {detail.isLoading && <SkeletonRows count={4} />}
    </div>
  )
}
