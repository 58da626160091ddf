import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '#contract'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DetailCell, EndpointText, StateCell } from './subscription-cells.tsx'
import { subscriptionId } from './use-subscriptions.ts'

const details = [
  ['delivery', '72px'],
  ['filter', 'minmax(120px, 1fr)'],
  ['deadLetter', 'minmax(88px, 200px)'],
] as const

export function useSubscriptionColumns(
  connectionId: string,
  inView: ReadonlySet<string>,
): DataColumn<Subscription>[] {
  const { t } = useTranslation('topics')
  return useMemo(
    () => [
      {
        id: 'protocol',
        header: t('subscription.column.protocol'),
        width: '64px',
        sortValue: ({ protocol }) => protocol,
        cell: ({ protocol }) => protocol,
      },
      {
        id: 'endpoint',
        header: t('subscription.column.endpoint'),
        width: 'minmax(128px, 360px)',
        sortValue: ({ endpoint }) => endpoint,
        cell: ({ endpoint }) => <EndpointText connectionId={connectionId} endpoint={endpoint} />,
      },
      {
        id: 'state',
        header: t('subscription.column.state'),
        width: '72px',
        sortValue: ({ state }) => state,
        cell: ({ state }) => <StateCell state={state} />,
      },
      ...details.map(([field, width]) => ({
        id: field,
        header: t(`subscription.column.${field}`),
        hint: t(`subscription.hint.${field}`),
        width,
        cell: (subscription: Subscription) => (
          <DetailCell
            connectionId={connectionId}
            subscription={subscription}
            field={field}
            isInView={inView.has(subscriptionId(subscription))}
          />
        ),
      })),
    ],
    [t, connectionId, inView],
  )
}
