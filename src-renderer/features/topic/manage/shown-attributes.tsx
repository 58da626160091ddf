import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import { ReadOnlyAttribute } from '../../../parts/attributes/attribute-table.tsx'
import type { Attributes } from '../../../parts/attributes/attributes-draft.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { loggingAttributes, otherAttributes } from './topic-attributes.ts'

interface RowsProps {
  facts: TopicFacts
  attributes: Attributes
}

/** What names a topic. */
export function IdentityRows({ facts, attributes }: RowsProps) {
  const { t } = useTranslation('topic-manage')
  const owner = attributes['Owner'] ?? facts.topicArn.split(':')[4] ?? ''
  return (
    <>
      <ReadOnlyAttribute
        name="TopicArn"
        text={facts.topicArn}
        meaning={t('meaning.TopicArn')}
        kind="text"
      />
      <ReadOnlyAttribute name="Owner" text={owner} meaning={t('meaning.Owner')} kind="text" />
    </>
  )
}

const counts = ['SubscriptionsConfirmed', 'SubscriptionsPending', 'SubscriptionsDeleted'] as const

/** What is so, and not set on this page. */
export function StateRows({ facts, attributes }: RowsProps) {
  const { t } = useTranslation('topic-manage')
  const format = useFormat()
  const began = Date.parse(attributes['BeginningArchiveTime'] ?? '')
  return (
    <>
      <ReadOnlyAttribute
        name="FifoTopic"
        text={String(facts.type === 'fifo')}
        meaning={t('meaning.FifoTopic')}
        kind="plain"
      />
      {!Number.isNaN(began) && (
        <ReadOnlyAttribute
          name="BeginningArchiveTime"
          text={format.dateTime(began)}
          meaning={t('meaning.BeginningArchiveTime')}
          kind="plain"
        />
      )}
      {counts.map((name) => (
        <ReadOnlyAttribute
          key={name}
          name={name}
          text={format.number(Number(attributes[name] ?? 0))}
          meaning={t(`meaning.${name}`)}
          kind="plain"
        />
      ))}
      {otherAttributes(attributes).map(({ name, value }) => (
        <ReadOnlyAttribute key={name} name={name} text={value} meaning="" kind="text" />
      ))}
    </>
  )
}

function useLoggingMeaning(): (name: string) => string {
  const { t } = useTranslation('topic-manage')
  return (name) => {
    if (name.endsWith('SampleRate')) return t('logging.rate')
    return name.includes('Success') ? t('logging.success') : t('logging.failure')
  }
}

/** Where SNS logs what it delivered, by protocol; one line where it does nowhere. */
export function LoggingRows({ attributes }: { attributes: Attributes }) {
  const { t } = useTranslation('topic-manage')
  const meaning = useLoggingMeaning()
  const all = loggingAttributes(attributes)
  if (all.length === 0)
    return (
      <ReadOnlyAttribute
        name={t('logging.title')}
        text={t('logging.none')}
        meaning={t('logging.meaning')}
        kind="unset"
      />
    )
  return all.map(({ name, value }) => (
    <ReadOnlyAttribute
      key={name}
      name={name}
      text={value}
      meaning={meaning(name)}
      kind={name.endsWith('SampleRate') ? 'plain' : 'text'}
    />
  ))
}
