import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EditableAttribute, QueueDetail } from '#contract'
import { read } from '../../api/read.ts'
import { classNames } from '../../lib/class-names.ts'
import { useFormat } from '../../lib/use-format.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import { useChangeWords } from '../../parts/change-words.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { QueueAttributeField, useLimitWords } from '../../parts/queue-attribute-field.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { identityRows, stateRows } from './attribute-rows.ts'
import type { AttributeRow, AttributeValue } from './attribute-rows.ts'
import styles from './attributes-tab.module.css'
import {
  changedMeanwhile,
  changedNames,
  combinationProblem,
  hasFieldProblem,
  shownAttributes,
  valueOf,
} from './change/attributes-draft.ts'
import type { Attributes, AttributesDraft } from './change/attributes-draft.ts'
import { Guarded, useWhyNot } from './change/guarded.tsx'
import { SaveBar } from './change/save-bar.tsx'
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

function AttributeLine({ name, value }: AttributeRow) {
  const { t } = useTranslation('messages')
  const text = useValueText()(value)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.value} data-kind={value.kind} colSpan={2}>
        {value.kind === 'text' ? (
          <span className={styles.copied}>
            <MiddleTruncate mono text={text} />
            <CopyButton text={text} label={t('attribute.copyValue', { name })} />
          </span>
        ) : (
          text
        )}
      </td>
      <td className={styles.meaning}>{t(`attribute.${name}`)}</td>
    </tr>
  )
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
  const limitWords = useLimitWords()
  const current = valueOf(attributes, name)
  const edit = draft[name]
  const isEdited = edit !== undefined && edit.value !== edit.from
  return (
    <tr className={classNames(isEdited && styles.edited)}>
      <th scope="row">{name}</th>
      <td className={styles.value}>
        <QueueAttributeField
          name={name}
          value={edit?.value ?? current}
          disabled={disabled}
          onChange={(value) => {
            onDraft({ ...draft, [name]: { from: edit?.from ?? current, value } })
          }}
        />
      </td>
      <td className={styles.meaning}>{limitWords(name)}</td>
      <td className={styles.meaning}>{t(`attribute.${name}`)}</td>
    </tr>
  )
}

function Head() {
  const { t } = useTranslation(['messages', 'queue-change'])
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.name}>
          {t('attribute.name')}
        </th>
        <th scope="col" className={styles.valueHead}>
          {t('attribute.value')}
        </th>
        <th scope="col" className={styles.allowedHead}>
          {t('queue-change:allowed')}
        </th>
        <th scope="col">{t('attribute.meaning')}</th>
      </tr>
    </thead>
  )
}

interface EditorProps {
  facts: QueueFacts
  detail: QueueDetail
  attributes: Attributes
}

function useWhyNoSave({ facts, attributes }: EditorProps, draft: AttributesDraft) {
  const { t } = useTranslation('queue-change')
  const why = useWhyNot(facts)
  const combination = combinationProblem(draft, attributes)
  if (why !== undefined) return why
  if (hasFieldProblem(draft)) return t('fieldProblem')
  return combination === undefined ? undefined : t(`reason.${combination}`)
}

/** Under the table: what differs, what AWS or somebody else made of it. */
function DraftWords({ draft, attributes }: { draft: AttributesDraft; attributes: Attributes }) {
  const { t } = useTranslation('queue-change')
  const combination = combinationProblem(draft, attributes)
  const meanwhile = changedMeanwhile(draft, attributes)
  if (meanwhile.length > 0)
    return <AttentionLine>{t('meanwhile', { names: meanwhile.join(', ') })}</AttentionLine>
  if (combination !== undefined) return <AttentionLine>{t(`reason.${combination}`)}</AttentionLine>
  return changedNames(draft).join(', ')
}

function AttributesEditor(props: EditorProps) {
  const { facts, detail, attributes } = props
  const { t } = useTranslation(['messages', 'queue-change'])
  const [draft, setDraft] = useState<AttributesDraft>({})
  const { save, pending, outcome, dismiss, reread } = useSaveAttributes(facts)
  const whyNot = useWhyNot(facts)
  const count = changedNames(draft).length
  const onSave = async (): Promise<void> => {
    if (await save(draft)) setDraft({})
  }
  return (
    <div className={styles.tab}>
      <Guarded facts={facts} />
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('tab.attributes')}>
        <table className={styles.table}>
          <Head />
          <tbody>
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
          </tbody>
        </table>
      </div>
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      <SaveBar
        verb={t('queue-change:attributes.save', { count })}
        isChanged={count > 0}
        why={useWhyNoSave(props, draft)}
        pending={pending}
        onSave={() => void onSave()}
        onDiscard={() => {
          setDraft({})
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
