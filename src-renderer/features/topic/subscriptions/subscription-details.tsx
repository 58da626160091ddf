import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Subscription, SubscriptionDetail } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { CopiedFact, FactRow } from '../../../parts/fact-row.tsx'
import { QueueAdmission } from '../change/queue-admission.tsx'
import { SubscriptionActions } from '../change/subscription-actions.tsx'
import type { OpenInLab } from '../filters/open-in-lab.ts'
import { CodeView } from '../../../ui/code-view.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { EndpointText, StateCell } from './subscription-cells.tsx'
import styles from './subscriptions.module.css'
import { useSubscriptionDetail } from './use-subscriptions.ts'

/** As one reads it; text that is not JSON stays as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}

function Policy({ title, text }: { title: string; text: string }) {
  return (
    <section className={styles.policyPart} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <CodeView label={title} text={pretty(text)} language="json" />
    </section>
  )
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
  const { filterPolicy, filterScope, deadLetterArn, replayPolicy, deliveryPolicy } = detail
  const isBody = filterScope === 'MessageBody'
  return (
    <>
      <dl className={styles.facts}>
        <FactRow label={t('subscription.fact.delivery')}>
          {t(detail.isRaw ? 'subscription.raw' : 'subscription.envelope')}
        </FactRow>
        <FactRow label={t('subscription.fact.deadLetter')}>
          {deadLetterArn === undefined ? (
            t('subscription.fact.noDeadLetter')
          ) : (
            <EndpointText connectionId={connectionId} endpoint={deadLetterArn} />
          )}
        </FactRow>
        <FactRow label={t('subscription.fact.scope')}>
          {filterPolicy === ''
            ? t('subscription.fact.noFilter')
            : t(isBody ? 'subscription.fact.scopeBody' : 'subscription.fact.scopeAttributes')}
        </FactRow>
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
          <StateCell state={subscription.state} />
        </FactRow>
        <CopiedFact
          label={t('subscription.fact.arn')}
          value={subscriptionArn}
          copyLabel={t('subscription.fact.copyArn')}
        />
        <FactRow label={t('subscription.fact.owner')}>{subscription.owner}</FactRow>
      </dl>
      {subscriptionArn === undefined && (
        <p className={styles.note}>{t('subscription.fact.pendingOnly')}</p>
      )}
      {subscription.protocol === 'sqs' && <QueueAdmission facts={facts} queueArn={endpoint} />}
      {detail.data !== undefined && (
        <SubscriptionActions facts={facts} detail={detail.data} endpoint={endpoint} />
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
