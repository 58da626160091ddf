import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TopicFacts } from '../topic-facts.ts'
import type { SendDraft } from '../../../parts/send-draft.ts'
import styles from './publish-tab.module.css'

const classes = { description: styles.hint ?? '' }

interface PublishFieldsProps {
  facts: TopicFacts
  draft: SendDraft
  /** What is wrong with the subject, in words. */
  subjectProblem: string | undefined
  onDraft: (draft: SendDraft) => void
}

interface FieldProps {
  label: string
  hint: string
  value: string
  error?: string | undefined
  onChange: (value: string) => void
}

function Field({ label, hint, value, error, onChange }: FieldProps) {
  return (
    <TextInput
      size="xs"
      classNames={classes}
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      error={error}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}

/** Of a FIFO topic: both ids, in words of its own. */
function FifoFields({ facts, draft, onDraft }: PublishFieldsProps) {
  const { t } = useTranslation('publish')
  const isOptional = facts.detail?.contentBasedDeduplication === true
  return (
    <>
      <Field
        label={t('group')}
        hint={t('groupHint')}
        value={draft.groupId}
        onChange={(groupId) => {
          onDraft({ ...draft, groupId })
        }}
      />
      <Field
        label={t('deduplication')}
        hint={isOptional ? t('deduplicationOptional') : t('deduplicationHint')}
        value={draft.deduplicationId}
        onChange={(deduplicationId) => {
          onDraft({ ...draft, deduplicationId })
        }}
      />
    </>
  )
}

/** What a message for a topic has beside body and attributes. */
export function PublishFields(props: PublishFieldsProps) {
  const { facts, draft, subjectProblem, onDraft } = props
  const { t } = useTranslation('publish')
  return (
    <>
      {facts.type === 'fifo' && <FifoFields {...props} />}
      <Field
        label={t('subject')}
        hint={t('subjectHint')}
        value={draft.subject}
        error={subjectProblem}
        onChange={(subject) => {
          onDraft({ ...draft, subject })
        }}
      />
      <Checkbox
        size="xs"
        classNames={classes}
        label={t('perProtocol')}
        description={t('perProtocolHint')}
        checked={draft.isPerProtocol}
        onChange={(event) => {
          onDraft({ ...draft, isPerProtocol: event.currentTarget.checked })
        }}
      />
    </>
  )
}
