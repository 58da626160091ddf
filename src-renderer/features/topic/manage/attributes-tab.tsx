import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { archiveDays, topicAttributeRules } from '#contract'
import type { EditableTopicAttribute } from '#contract'
import { read } from '../../../api/read.ts'
import { ArchiveField } from '../../../parts/attributes/archive-field.tsx'
import {
  AttributeRow,
  AttributeTable,
  EditableAttributeRow,
} from '../../../parts/attributes/attribute-table.tsx'
import {
  attributeValue,
  draftMeanwhile,
  draftNames,
  hasDraftProblem,
} from '../../../parts/attributes/attributes-draft.ts'
import type { Attributes } from '../../../parts/attributes/attributes-draft.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { useChangeWords } from '../../../parts/change-words.ts'
import styles from '../../../parts/editing.module.css'
import { Guarded } from '../../../parts/guarded.tsx'
import { SaveBar } from '../../../parts/save-bar.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useWhyNoChange } from '../change/topic-guarded.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { IdentityRows, LoggingRows, StateRows } from './shown-attributes.tsx'
import { editArchive, shownAttributes, topicAttributes } from './topic-attributes.ts'
import type { TopicDraft } from './topic-attributes.ts'
import { leftOf, useSaveTopic } from './use-save-topic.ts'

interface EditLineProps {
  name: EditableTopicAttribute
  edit: { from: string; value: string }
  disabled: boolean
  onEdit: (edit: { from: string; value: string }) => void
}

function ArchiveLine({ name, edit, disabled, onEdit }: EditLineProps) {
  const { t } = useTranslation('topic-manage')
  return (
    <AttributeRow
      name={name}
      rule={{ ...topicAttributeRules.ArchivePolicy, source: archiveDays.source }}
      meaning={t('meaning.ArchivePolicy')}
      limit={t('archive.limit', { min: archiveDays.min, max: archiveDays.max })}
      edit={edit}
    >
      <ArchiveField
        policy={edit.value}
        disabled={disabled}
        onDays={(days) => {
          onEdit(editArchive(edit.from, days))
        }}
      />
    </AttributeRow>
  )
}

function EditLine(props: EditLineProps) {
  const { t } = useTranslation('topic-manage')
  const { name } = props
  if (name === 'ArchivePolicy') return <ArchiveLine {...props} />
  return (
    <EditableAttributeRow
      {...props}
      rule={topicAttributeRules[name]}
      meaning={t(`meaning.${name}`)}
    />
  )
}

interface EditorProps {
  facts: TopicFacts
  attributes: Attributes
}

/** Under the table: what differs, and what somebody else made of it meanwhile. */
function DraftWords({ draft, attributes }: { draft: TopicDraft; attributes: Attributes }) {
  const { t } = useTranslation('editing')
  const meanwhile = draftMeanwhile(topicAttributes, draft, attributes)
  if (meanwhile.length > 0)
    return <AttentionLine>{t('meanwhile', { names: meanwhile.join(', ') })}</AttentionLine>
  return draftNames(topicAttributes, draft).join(', ')
}

function AttributesEditor({ facts, attributes }: EditorProps) {
  const { t } = useTranslation(['topics', 'editing'])
  const [draft, setDraft] = useState<TopicDraft>({})
  const { save, pending, outcome, dismiss, reread } = useSaveTopic(facts, (set) => {
    setDraft((current) => leftOf(current, set))
  })
  const whyNot = useWhyNoChange(facts)
  const count = draftNames(topicAttributes, draft).length
  const isWrong = hasDraftProblem(topicAttributes, draft)
  return (
    <div className={styles.tab}>
      <Guarded connection={facts.connection} />
      <AttributeTable label={t('page.tab.attributes')}>
        <IdentityRows facts={facts} attributes={attributes} />
        {shownAttributes(facts.type).map((name) => {
          const current = attributeValue(topicAttributes, attributes, name)
          return (
            <EditLine
              key={name}
              name={name}
              edit={draft[name] ?? { from: current, value: current }}
              disabled={whyNot !== undefined || pending}
              onEdit={(edit) => {
                setDraft({ ...draft, [name]: edit })
              }}
            />
          )
        })}
        <StateRows facts={facts} attributes={attributes} />
        <LoggingRows attributes={attributes} />
      </AttributeTable>
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      <SaveBar
        verb={t('editing:attributes.save', { count })}
        isChanged={count > 0}
        why={whyNot ?? (isWrong ? t('editing:fieldProblem') : undefined)}
        pending={pending}
        onSave={() => void save(draft)}
        onDiscard={() => {
          setDraft({})
        }}
      >
        <DraftWords draft={draft} attributes={attributes} />
      </SaveBar>
    </div>
  )
}

/** Every attribute of a topic as SNS spells it, with what is allowed and what it means; those that can be are edited. */
export function AttributesTab({ facts }: { facts: TopicFacts }) {
  const { connection, topicArn } = facts
  const wordError = useChangeWords()
  const query = useQuery(read('topics.attributes', { connectionId: connection.id, topicArn }))
  if (query.data !== undefined)
    return <AttributesEditor facts={facts} attributes={query.data.attributes} />
  if (query.error !== null)
    return <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
  return <SkeletonRows count={12} />
}
