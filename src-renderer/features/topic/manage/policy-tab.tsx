import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { topicAttributeRules } from '#contract'
import { read } from '../../../api/read.ts'
import { useChangeWords } from '../../../parts/change-words.ts'
import styles from '../../../parts/editing.module.css'
import { Guarded } from '../../../parts/guarded.tsx'
import { PolicyEditor } from '../../../parts/policy/policy-editor.tsx'
import policyStyles from '../../../parts/policy/policy.module.css'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useWhyNoChange } from '../change/topic-guarded.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { DeliveryForm } from './delivery-form.tsx'
import { useDeliveryProblem } from './delivery-words.ts'
import { PolicyMeaning } from './policy-meaning.tsx'
import { useSaveTopic } from './use-save-topic.ts'

const kinds = ['Policy', 'DeliveryPolicy'] as const
type PolicyName = (typeof kinds)[number]

interface EditorProps {
  facts: TopicFacts
  /** As SNS gave it; empty when there is none. */
  saved: string
}

function AccessEditor({ facts, saved }: EditorProps) {
  const { t } = useTranslation('editing')
  const saving = useSaveTopic(facts)
  return (
    <PolicyEditor
      name="Policy"
      rule={topicAttributeRules.Policy}
      saved={saved}
      whyNot={useWhyNoChange(facts)}
      verb={t('policy.save')}
      saving={{ ...saving, save: (edit) => saving.save({ Policy: edit }) }}
      meaning={(text) => <PolicyMeaning topicArn={facts.topicArn} text={text} />}
    />
  )
}

function RetriesEditor({ facts, saved }: EditorProps) {
  const { t } = useTranslation('topic-manage')
  const saving = useSaveTopic(facts)
  const whyNot = useWhyNoChange(facts)
  return (
    <PolicyEditor
      name="DeliveryPolicy"
      rule={topicAttributeRules.DeliveryPolicy}
      saved={saved}
      whyNot={whyNot}
      verb={t('policy.saveRetries')}
      removal={t('policy.removeRetries')}
      saving={{ ...saving, save: (edit) => saving.save({ DeliveryPolicy: edit }) }}
      findProblem={useDeliveryProblem()}
      meaning={(text, onText) => (
        <DeliveryForm owner="topic" text={text} disabled={whyNot !== undefined} onText={onText} />
      )}
    />
  )
}

/** The topic's access policy with what it means, and how often SNS tries again to reach HTTP/S endpoints. */
export function PolicyTab({ facts }: { facts: TopicFacts }) {
  const { connection, topicArn } = facts
  const { t } = useTranslation(['topic-manage', 'editing'])
  const [name, setName] = useState<PolicyName>('Policy')
  const wordError = useChangeWords()
  const query = useQuery(read('topics.attributes', { connectionId: connection.id, topicArn }))
  if (query.data === undefined)
    return query.error === null ? (
      <SkeletonRows count={8} />
    ) : (
      <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
    )
  const saved = query.data.attributes[name] ?? ''
  return (
    <div className={styles.tab}>
      <Guarded connection={connection} />
      <div className={policyStyles.head}>
        <SegmentedControl
          size="xs"
          aria-label={t('editing:policy.which')}
          value={name}
          data={kinds.map((kind) => ({ value: kind, label: t(`policy.${kind}`) }))}
          onChange={(value) => {
            setName(kinds.find((kind) => kind === value) ?? 'Policy')
          }}
        />
        <span className={styles.dim}>{t(`meaning.${name}`)}</span>
      </div>
      {name === 'Policy' ? (
        <AccessEditor facts={facts} saved={saved} />
      ) : (
        <RetriesEditor facts={facts} saved={saved} />
      )}
    </div>
  )
}
