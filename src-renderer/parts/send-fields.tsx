import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DraftProblem, SendDraft, SendRules } from './send-draft.ts'
import styles from './send-form.module.css'

interface SendFieldsProps {
  draft: SendDraft
  rules: SendRules
  /** The delay that an empty field means; unknown until the queue was read. */
  queueDelaySeconds: number | undefined
  onDraft: (draft: SendDraft) => void
  problems: readonly DraftProblem[]
  wordProblem: (problem: DraftProblem) => string
}

/** On standard queues only when it is asked for: a group there is a tenant of fair queues, and keeps no order. */
function Tenant(props: SendFieldsProps) {
  const { draft, onDraft } = props
  const { t } = useTranslation('send')
  return (
    <>
      <Checkbox
        size="xs"
        label={t('tenant')}
        checked={draft.hasTenant}
        onChange={(event) => {
          onDraft({ ...draft, hasTenant: event.currentTarget.checked })
        }}
      />
      {draft.hasTenant && (
        <Field {...props} field="groupId" label={t('tenantGroup')} hint={t('tenantHint')} />
      )}
    </>
  )
}

type TextField = 'delay' | 'groupId' | 'deduplicationId'

interface FieldProps extends SendFieldsProps {
  field: TextField
  label: string
  hint: string
  placeholder?: string
}

function Field(props: FieldProps) {
  const { field, draft, problems, wordProblem } = props
  const problem = problems.find((each) => each.field === field)
  const value = draft[field]
  // An empty field is not yet a mistake; the reason beside the button says that it is needed.
  const error = problem === undefined || value === '' ? undefined : wordProblem(problem)
  return (
    <TextInput
      size="xs"
      label={props.label}
      classNames={{ description: styles.hint }}
      description={props.hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={props.placeholder ?? ''}
      value={value}
      error={error}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        props.onDraft({ ...draft, [field]: event.currentTarget.value })
      }}
    />
  )
}

/** What a queue's type asks for: a delay on standard queues, group and deduplication ids on FIFO queues. */
export function SendFields(props: SendFieldsProps) {
  const { rules, queueDelaySeconds } = props
  const { t } = useTranslation('messages')
  if (rules.type === 'standard') {
    const own =
      queueDelaySeconds === undefined ? '' : t('send.delayDefault', { count: queueDelaySeconds })
    return (
      <div className={styles.fields}>
        <Field
          {...props}
          field="delay"
          label={t('send.delay')}
          hint={t('send.delayUnit')}
          placeholder={own}
        />
        <Tenant {...props} />
      </div>
    )
  }
  return (
    <div className={styles.fields}>
      <Field {...props} field="groupId" label={t('send.group')} hint={t('send.groupHint')} />
      <Field
        {...props}
        field="deduplicationId"
        label={t('send.deduplication')}
        hint={
          rules.contentBasedDeduplication
            ? t('send.deduplicationOptional')
            : t('send.deduplicationHint')
        }
      />
    </div>
  )
}
