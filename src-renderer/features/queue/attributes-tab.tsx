import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EditableAttribute, QueueDetail } from '#contract'
import { read } from '../../api/read.ts'
import { useFormat } from '../../lib/use-format.ts'
import {
  AttributeTable,
  EditableAttributeRow,
  ReadOnlyAttribute,
} from '../../parts/attributes/attribute-table.tsx'
import { typedSince } from '../../parts/attributes/attributes-draft.ts'
import type { Attributes } from '../../parts/attributes/attributes-draft.ts'
import styles from '../../parts/editing.module.css'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import { Guarded } from '../../parts/guarded.tsx'
import { SaveBar } from '../../parts/save-bar.tsx'
import { useChangeWords } from '../../parts/change-words.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { identityRows, stateRows } from './attribute-rows.ts'
import type { AttributeRow as QueueRow, AttributeValue } from './attribute-rows.ts'
import {
  changedMeanwhile,
  changedNames,
  combinationProblem,
  hasFieldProblem,
  queueAttributes,
  shownAttributes,
  valueOf,
} from './change/attributes-draft.ts'
import type { AttributesDraft } from './change/attributes-draft.ts'
import { useWhyNot } from './change/why-not.ts'
import { useSaveAttributes } from './change/use-save-attributes.ts'
import type { QueueFacts } from './queue-facts.ts'

function useValueText(): (value: AttributeValue) => string {
  const { t } = useTranslation('messages')
  const format = useFormat()
  return (value) => {
    switch (value.kind) {
      case 'text':
        return value.value
      case 'count':
        return format.number(value.value)
      case 'moment':
        return format.dateTime(value.value)
      case 'flag':
        return value.value ? t('attribute.yes') : t('attribute.no')
      case 'unset':
        return t('attribute.unset')
    }
  }
}

function AttributeLine({ name, value }: QueueRow) {
  const { t } = useTranslation('messages')
  const text = useValueText()(value)
  const kind = value.kind === 'text' || value.kind === 'unset' ? value.kind : 'plain'
  return <ReadOnlyAttribute name={name} text={text} meaning={t(`attribute.${name}`)} kind={kind} />
}

interface EditLineProps {
  name: EditableAttribute
  attributes: Attributes
  draft: AttributesDraft
  disabled: boolean
  onDraft: (draft: AttributesDraft) => void
}

function EditLine({ name, attributes, draft, disabled, onDraft }: EditLineProps) {
  const { t } = useTranslation('queue-change')
  const current = valueOf(attributes, name)
  return (
    <EditableAttributeRow
      name={name}
      rule={queueAttributes.rules[name]}
      meaning={t(`attribute.${name}`)}
      edit={draft[name] ?? { from: current, value: current }}
      disabled={disabled}
      onEdit={(edit) => {
        onDraft({ ...draft, [name]: edit })
      }}
    />
  )
}

interface EditorProps {
  facts: QueueFacts
  detail: QueueDetail
  attributes: Attributes
}

function useWhyNoSave({ facts, attributes }: EditorProps, draft: AttributesDraft) {
  const { t } = useTranslation(['queue-change', 'editing'])
  const why = useWhyNot(facts)
  const combination = combinationProblem(draft, attributes)
  if (why !== undefined) return why
  if (hasFieldProblem(draft)) return t('editing:fieldProblem')
  return combination === undefined ? undefined : t(`reason.${combination}`)
}

/** Under the table: what differs, what AWS or somebody else made of it. */
function DraftWords({ draft, attributes }: { draft: AttributesDraft; attributes: Attributes }) {
  const { t } = useTranslation(['queue-change', 'editing'])
  const combination = combinationProblem(draft, attributes)
  const meanwhile = changedMeanwhile(draft, attributes)
  if (meanwhile.length > 0)
    return <AttentionLine>{t('editing:meanwhile', { names: meanwhile.join(', ') })}</AttentionLine>
  if (combination !== undefined) return <AttentionLine>{t(`reason.${combination}`)}</AttentionLine>
  return changedNames(draft).join(', ')
}

function AttributesEditor(props: EditorProps) {
  const { facts, detail, attributes } = props
  const { t } = useTranslation(['messages', 'editing'])
  const [draft, setDraft] = useState<AttributesDraft>({})
  const { save, pending, outcome, dismiss, reread } = useSaveAttributes(facts)
  const whyNot = useWhyNot(facts)
  const count = changedNames(draft).length
  const onSave = async (): Promise<void> => {
    // What was saved is said before it is read anew: who types on meanwhile keeps that.
    if (await save(draft)) setDraft((now) => typedSince(now, draft))
  }
  return (
    <div className={styles.tab}>
      <Guarded connection={facts.connection} />
      <AttributeTable label={t('tab.attributes')}>
        {identityRows(detail).map((row) => (
          <AttributeLine key={row.name} {...row} />
        ))}
        {shownAttributes(detail.type === 'fifo').map((name) => (
          <EditLine
            key={name}
            name={name}
            attributes={attributes}
            draft={draft}
            disabled={whyNot !== undefined || pending}
            onDraft={setDraft}
          />
        ))}
        {stateRows(detail).map((row) => (
          <AttributeLine key={row.name} {...row} />
        ))}
      </AttributeTable>
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      <SaveBar
        verb={t('editing:attributes.save', { count })}
        isChanged={count > 0}
        why={useWhyNoSave(props, draft)}
        pending={pending}
        onSave={() => void onSave()}
        onDiscard={() => {
          setDraft((now) => typedSince(now, draft))
        }}
      >
        <DraftWords draft={draft} attributes={attributes} />
      </SaveBar>
    </div>
  )
}

/** Every attribute as AWS spells it, with its unit, what SQS allows and what it means; those that can be are edited. */
export function AttributesTab({ facts }: { facts: QueueFacts }) {
  const { connection, queueUrl, detail } = facts
  const wordError = useChangeWords()
  const query = useQuery(read('queues.attributes', { connectionId: connection.id, queueUrl }))
  if (query.data !== undefined && detail !== undefined)
    return <AttributesEditor facts={facts} detail={detail} attributes={query.data.attributes} />
  if (query.error !== null)
    return <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
  return <SkeletonRows count={12} />
}
