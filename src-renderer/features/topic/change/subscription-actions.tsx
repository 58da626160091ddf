import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { rawProtocols } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import styles from './change.module.css'
import { DeliveryDialog } from './delivery-dialog.tsx'
import { FilterDialog } from './filter-dialog.tsx'
import { RawDialog } from './raw-dialog.tsx'
import { RedriveDialog } from './redrive-dialog.tsx'
import { useWhyNoChange } from './topic-guarded.ts'
import type { SettingsSubject } from './use-save-settings.ts'
import { useTopicReread } from './use-topic-reread.ts'

interface SubscriptionActionsProps extends SettingsSubject {
  protocol: string
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

const settings = ['filter', 'raw', 'redrive', 'delivery'] as const
type Setting = (typeof settings)[number]

/** Which settings mean something for a protocol. */
function hasSetting(setting: Setting, protocol: string): boolean {
  if (setting === 'raw') return rawProtocols.has(protocol)
  return setting !== 'delivery' || protocol === 'http' || protocol === 'https'
}

interface OpenSettingProps extends SubscriptionActionsProps {
  setting: Setting
  onClose: () => void
}

function OpenSetting({ setting, protocol, ...rest }: OpenSettingProps) {
  switch (setting) {
    case 'filter':
      return <FilterDialog {...rest} />
    case 'raw':
      return <RawDialog protocol={protocol} {...rest} />
    case 'redrive':
      return <RedriveDialog {...rest} />
    case 'delivery':
      return <DeliveryDialog {...rest} />
  }
}

/** What can be done with one subscription. */
export function SubscriptionActions(props: SubscriptionActionsProps) {
  const { t } = useTranslation(['topic-change', 'subscription-change'])
  const why = useWhyNoChange(props.facts)
  const [setting, setSetting] = useState<Setting>()
  const { unsubscribe, pending, outcome, dismiss, reread } = useUnsubscribe(props)
  const labels: Record<Setting, string> = {
    filter: t('filter.edit'),
    raw: t('subscription-change:raw.edit'),
    redrive: t('subscription-change:redrive.edit'),
    delivery: t('subscription-change:delivery.edit'),
  }
  return (
    <>
      <div className={styles.inline}>
        {settings
          .filter((each) => hasSetting(each, props.protocol))
          .map((each) => (
            <Button
              key={each}
              variant="default"
              size="xs"
              disabled={why !== undefined}
              title={why}
              onClick={() => {
                setSetting(each)
              }}
            >
              {labels[each]}
            </Button>
          ))}
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
      {setting !== undefined && (
        <OpenSetting
          {...props}
          setting={setting}
          onClose={() => {
            setSetting(undefined)
          }}
        />
      )}
    </>
  )
}
