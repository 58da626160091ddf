import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconListSearch, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../../api/error-words.ts'
import { useBlockerWords } from '../../../parts/blocker-words.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import type { OpenInLab } from '../filters/open-in-lab.ts'
import { EndpointText } from '../subscriptions/subscription-cells.tsx'
import { subscriptionId } from '../subscriptions/use-subscriptions.ts'
import type { TopicFacts } from '../topic-facts.ts'
import styles from './publish-tab.module.css'
import type { Recipient, useRecipients, Verdict, Why } from './use-recipients.ts'

const icons = { yes: IconCheck, no: IconMinus, unknown: IconQuestionMark, reading: undefined }

function VerdictCell({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('publish')
  const Icon = icons[verdict]
  return (
    <span className={styles.verdict} data-verdict={verdict}>
      {Icon !== undefined && <Icon size={14} stroke={2} aria-hidden="true" />}
      {t(`recipients.verdict.${verdict}`)}
    </span>
  )
}

function useWhyWords(): (why: Why) => string {
  const { t } = useTranslation('publish')
  const wordBlocker = useBlockerWords()
  const wordError = useErrorWords()
  return (why) => {
    if (why.kind === 'blocked') return wordBlocker(why.blocker, why.scope)
    if (why.kind === 'unread') {
      return t('recipients.reason.unread', { title: wordError(why.error).title })
    }
    return t(`recipients.reason.${why.kind}`)
  }
}

/** Every key and condition, not the first alone. */
function WhyNot({ recipient: { subscription, why }, onTry }: ReasonProps) {
  const { t } = useTranslation('publish')
  const { subscriptionArn, endpoint } = subscription
  if (why.kind !== 'blocked' || subscriptionArn === undefined) return null
  const { policy, scope } = why
  return (
    <Tooltip label={t('recipients.explain')}>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('recipients.explain')}
        onClick={() => {
          onTry({ subscriptionArn, endpoint, policy, scope })
        }}
      >
        <IconListSearch size={14} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}

interface ReasonProps {
  recipient: Recipient
  onTry: OpenInLab
}

function ReasonCell({ recipient, onTry }: ReasonProps) {
  const { why, verdict, isRaw, payload } = recipient
  const { t } = useTranslation('publish')
  const words = useWhyWords()(why)
  const how = [
    t(`recipients.delivery.${isRaw ? 'raw' : 'envelope'}`),
    ...(payload === undefined ? [] : [t(`recipients.delivery.${payload}`)]),
  ].join(', ')
  return (
    <span className={styles.reason} title={words}>
      <span className={styles.cut}>{words}</span>
      {verdict === 'yes' && <span className={styles.dim}>{how}</span>}
      <WhyNot recipient={recipient} onTry={onTry} />
    </span>
  )
}

const order: Record<Verdict, number> = { yes: 0, no: 1, unknown: 2, reading: 3 }
const initialSort = { id: 'verdict', desc: false }

function useColumns(connectionId: string, onTry: OpenInLab): DataColumn<Recipient>[] {
  const { t } = useTranslation('publish')
  return [
    {
      id: 'verdict',
      header: t('recipients.columns.verdict'),
      width: '88px',
      sortValue: ({ verdict }) => order[verdict],
      cell: ({ verdict }) => <VerdictCell verdict={verdict} />,
    },
    {
      id: 'endpoint',
      header: t('recipients.columns.endpoint'),
      width: 'minmax(160px, 320px)',
      sortValue: ({ subscription }) => subscription.endpoint,
      cell: ({ subscription }) => (
        <EndpointText connectionId={connectionId} endpoint={subscription.endpoint} />
      ),
    },
    {
      id: 'protocol',
      header: t('recipients.columns.protocol'),
      width: '72px',
      cell: ({ subscription }) => subscription.protocol,
    },
    {
      id: 'reason',
      header: t('recipients.columns.reason'),
      width: 'minmax(240px, 1fr)',
      cell: (recipient) => <ReasonCell recipient={recipient} onTry={onTry} />,
    },
  ]
}

function getId({ subscription }: Recipient): string {
  return subscriptionId(subscription)
}

function Summary({ recipients }: { recipients: readonly Recipient[] }) {
  const { t } = useTranslation('publish')
  const reading = recipients.filter(({ verdict }) => verdict === 'reading').length
  const yes = recipients.filter(({ verdict }) => verdict === 'yes').length
  if (reading > 0) return <>{t('recipients.reading', { n: reading })}</>
  return <>{t('recipients.summary', { yes, total: recipients.length })}</>
}

interface RecipientsProps {
  facts: TopicFacts
  found: ReturnType<typeof useRecipients>
  /** Shows a subscription's filter in the lab. */
  onTry: OpenInLab
}

/** Who would get the message in the form, and why the others not. */
export function Recipients({ facts, found, onTry }: RecipientsProps) {
  const { t } = useTranslation('publish')
  const wordError = useErrorWords()
  const columns = useColumns(facts.connection.id, onTry)
  const { query, recipients, isPartial } = found
  return (
    <section className={styles.recipients} aria-label={t('recipients.title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('recipients.title')}</h2>
        <span role="status" className={styles.dim}>
          {recipients.length > 0 && <Summary recipients={recipients} />}
        </span>
        <span className={styles.note}>
          {isPartial ? t('recipients.more', { n: recipients.length }) : t('recipients.delayNote')}
        </span>
      </header>
      {query.error !== null && (
        <ErrorNotice
          compact
          words={{ ...wordError(query.error), title: t('recipients.failed') }}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.subscriptions.length === 0 && (
        <p className={styles.nobody}>{t('recipients.empty')}</p>
      )}
      {recipients.length > 0 && (
        <DataTable
          label={t('recipients.title')}
          rows={recipients}
          columns={columns}
          getId={getId}
          initialSort={initialSort}
        />
      )}
    </section>
  )
}
