import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attributeRules } from '#contract'
import { read } from '../../../api/read.ts'
import { useChangeWords } from '../../../parts/change-words.ts'
import styles from '../../../parts/editing.module.css'
import { Guarded } from '../../../parts/guarded.tsx'
import { PolicyStatements } from '../../../parts/policy/policy-aside.tsx'
import { PolicyEditor } from '../../../parts/policy/policy-editor.tsx'
import policyStyles from '../../../parts/policy/policy.module.css'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import { useSaveAttributes } from './use-save-attributes.ts'
import { useWhyNot } from './why-not.ts'

const kinds = ['Policy', 'RedriveAllowPolicy'] as const
type PolicyName = (typeof kinds)[number]

interface EditorProps {
  facts: QueueFacts
  name: PolicyName
  /** As SQS gave it; empty when there is none. */
  saved: string
}

function Editor({ facts, name, saved }: EditorProps) {
  const { t } = useTranslation(['queue-change', 'editing'])
  const saving = useSaveAttributes(facts)
  return (
    <PolicyEditor
      name={name}
      rule={attributeRules[name]}
      saved={saved}
      whyNot={useWhyNot(facts)}
      verb={t('editing:policy.save')}
      removal={t('editing:policy.remove')}
      saving={{ ...saving, save: (edit) => saving.save({ [name]: edit }) }}
      meaning={(text) =>
        name === 'Policy' ? (
          <PolicyStatements text={text} />
        ) : (
          <p className={policyStyles.dim}>{t('policy.allowHint')}</p>
        )
      }
    />
  )
}

/** The queue's two policies as JSON, with what the one in force means and what would change. */
export function PolicyTab({ facts }: { facts: QueueFacts }) {
  const { connection, queueUrl } = facts
  const { t } = useTranslation(['queue-change', 'editing'])
  const [name, setName] = useState<PolicyName>('Policy')
  const wordError = useChangeWords()
  const query = useQuery(read('queues.attributes', { connectionId: connection.id, queueUrl }))
  if (query.data === undefined)
    return query.error === null ? (
      <SkeletonRows count={8} />
    ) : (
      <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
    )
  const labels = {
    Policy: t('editing:policy.Policy'),
    RedriveAllowPolicy: t('policy.RedriveAllowPolicy'),
  }
  return (
    <div className={styles.tab}>
      <Guarded connection={connection} />
      <div className={policyStyles.head}>
        <SegmentedControl
          size="xs"
          aria-label={t('editing:policy.which')}
          value={name}
          data={kinds.map((kind) => ({ value: kind, label: labels[kind] }))}
          onChange={(value) => {
            setName(kinds.find((kind) => kind === value) ?? 'Policy')
          }}
        />
        <span className={styles.dim}>{t(`attribute.${name}`)}</span>
      </div>
      <Editor key={name} facts={facts} name={name} saved={query.data.attributes[name] ?? ''} />
    </div>
  )
}
