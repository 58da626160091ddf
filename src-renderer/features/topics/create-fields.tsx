import { SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { archiveDays, archivePolicyOf, topicAttributeRules, topicTypes } from '#contract'
import type { EditableTopicAttribute, Topic } from '#contract'
import { ArchiveField } from '../../parts/attributes/archive-field.tsx'
import { AttributeField } from '../../parts/attributes/attribute-field.tsx'
import { AttributeList, AttributeListItem } from '../../parts/attributes/attribute-list.tsx'
import styles from './create-dialog.module.css'
import { creatable, createNameProblem, fullName } from './create-draft.ts'
import type { CreateDraft } from './create-draft.ts'

interface CreateFieldsProps {
  draft: CreateDraft
  onDraft: (change: Partial<CreateDraft>) => void
}

export function NameFields({
  draft,
  topics,
  onDraft,
}: CreateFieldsProps & { topics: readonly Topic[] }) {
  const { t } = useTranslation('topic-change')
  const name = fullName(draft)
  const problem = draft.name === '' ? undefined : createNameProblem(draft, topics)
  const words = problem === 'taken' ? t('create.taken') : problem && t(`create.problem.${problem}`)
  return (
    <div className={styles.row}>
      <TextInput
        size="xs"
        data-autofocus
        className={styles.grow}
        label={t('create.name')}
        description={name === '' || name === draft.name ? t('create.nameHint') : name}
        autoComplete="off"
        spellCheck={false}
        value={draft.name}
        error={words}
        onChange={(event) => {
          onDraft({ name: event.currentTarget.value.trim() })
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('create.type')}
        value={draft.type}
        data={topicTypes.map((value) => ({ value, label: t(`create.${value}`) }))}
        onChange={(value) => {
          onDraft({ type: topicTypes.find((type) => type === value) ?? 'standard' })
        }}
      />
    </div>
  )
}

interface FieldProps {
  name: EditableTopicAttribute
  value: string
  onChange: (value: string) => void
}

function Field({ name, value, onChange }: FieldProps) {
  const { t } = useTranslation('topic-manage')
  const rule = topicAttributeRules[name]
  const meaning = t(`meaning.${name}`)
  if (name === 'ArchivePolicy') {
    const limit = t('archive.limit', { min: archiveDays.min, max: archiveDays.max })
    return (
      <AttributeListItem name={name} rule={rule} meaning={meaning} limit={limit}>
        <ArchiveField
          policy={value}
          onDays={(days) => {
            onChange(archivePolicyOf(days))
          }}
        />
      </AttributeListItem>
    )
  }
  return (
    <AttributeListItem name={name} rule={rule} meaning={meaning}>
      <AttributeField name={name} rule={rule} value={value} onChange={onChange} />
    </AttributeListItem>
  )
}

export function AttributeFields({ draft, onDraft }: CreateFieldsProps) {
  const { t } = useTranslation('topic-change')
  return (
    <AttributeList label={t('create.attributes')}>
      {creatable(draft.type).map((name) => (
        <Field
          key={name}
          name={name}
          value={draft.attributes[name] ?? topicAttributeRules[name].standard}
          onChange={(value) => {
            onDraft({ attributes: { ...draft.attributes, [name]: value } })
          }}
        />
      ))}
    </AttributeList>
  )
}
