import { NativeSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { attributeRules, defaultOf, queueUrlSchema, receiveCountLimits } from '#contract'
import type { Queue } from '#contract'
import { AttributeField } from '../../../parts/attributes/attribute-field.tsx'
import { AttributeList, AttributeListItem } from '../../../parts/attributes/attribute-list.tsx'
import styles from './create-dialog.module.css'
import {
  creatable,
  createNameProblem,
  deadLetterName,
  fullName,
  isReceiveCount,
} from './create-draft.ts'
import type { CreateDraft } from './create-draft.ts'

export interface CreateFieldsProps {
  draft: CreateDraft
  queues: readonly Queue[]
  onDraft: (change: Partial<CreateDraft>) => void
}

const types = ['standard', 'fifo'] as const
const deadLetters = ['none', 'new', 'existing'] as const
/** As in the picker of a queue's page: the first of those that match. */
const CHOICES_MAX = 50

export function NameFields({ draft, queues, onDraft }: CreateFieldsProps) {
  const { t } = useTranslation('queue-change')
  const name = fullName(draft)
  const problem = createNameProblem(name, draft.type, queues)
  const isSaid = problem !== undefined && draft.name !== ''
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
        error={isSaid ? t(`create.nameProblem.${problem}`) : undefined}
        onChange={(event) => {
          onDraft({ name: event.currentTarget.value.trim() })
        }}
      />
      <SegmentedControl
        size="xs"
        className={styles.type}
        aria-label={t('create.type')}
        value={draft.type}
        data={types.map((value) => ({ value, label: t(`create.${value}`) }))}
        onChange={(value) => {
          onDraft({
            type: types.find((type) => type === value) ?? 'standard',
            existingUrl: undefined,
          })
        }}
      />
    </div>
  )
}

function ExistingPicker({ draft, queues, onDraft }: CreateFieldsProps) {
  const { t } = useTranslation('queue-change')
  const candidates = queues.filter(({ type }) => type === draft.type)
  return (
    <Select
      size="xs"
      searchable
      className={styles.grow}
      label={t('redrive.target')}
      placeholder={t('redrive.pick')}
      nothingFoundMessage={t('redrive.noMatch')}
      limit={CHOICES_MAX}
      data={candidates.map(({ name, queueUrl }) => ({ value: queueUrl, label: name }))}
      value={draft.existingUrl ?? null}
      onChange={(value) => {
        onDraft({ existingUrl: value === null ? undefined : queueUrlSchema.parse(value) })
      }}
    />
  )
}

export function DeadLetterFields(props: CreateFieldsProps) {
  const { draft, queues, onDraft } = props
  const { t } = useTranslation('queue-change')
  const { min, max } = receiveCountLimits
  const name = deadLetterName(draft)
  const isTaken = draft.deadLetter === 'new' && queues.some((queue) => queue.name === name)
  return (
    <div className={styles.row}>
      <NativeSelect
        size="xs"
        label={t('create.deadLetter')}
        description={draft.deadLetter === 'new' ? name : undefined}
        error={isTaken ? t('create.nameProblem.taken') : undefined}
        data={deadLetters.map((value) => ({ value, label: t(`create.deadLetters.${value}`) }))}
        value={draft.deadLetter}
        onChange={(event) => {
          const picked = deadLetters.find((each) => each === event.currentTarget.value)
          onDraft({ deadLetter: picked ?? 'none' })
        }}
      />
      {draft.deadLetter === 'existing' && <ExistingPicker {...props} />}
      {draft.deadLetter !== 'none' && (
        <TextInput
          size="xs"
          label={t('redrive.count')}
          value={draft.maxReceiveCount}
          error={
            isReceiveCount(draft.maxReceiveCount)
              ? undefined
              : t('redrive.countProblem', { min, max })
          }
          onChange={(event) => {
            onDraft({ maxReceiveCount: event.currentTarget.value.trim() })
          }}
        />
      )}
    </div>
  )
}

export function AttributeFields({ draft, onDraft }: Omit<CreateFieldsProps, 'queues'>) {
  const { t } = useTranslation('queue-change')
  return (
    <AttributeList label={t('create.attributes')}>
      {creatable(draft.type).map((name) => (
        <AttributeListItem
          key={name}
          name={name}
          rule={attributeRules[name]}
          meaning={t(`attribute.${name}`)}
        >
          <AttributeField
            name={name}
            rule={attributeRules[name]}
            value={draft.attributes[name] ?? defaultOf(name)}
            onChange={(value) => {
              onDraft({ attributes: { ...draft.attributes, [name]: value } })
            }}
          />
        </AttributeListItem>
      ))}
    </AttributeList>
  )
}
