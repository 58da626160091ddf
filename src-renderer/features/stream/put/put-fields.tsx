import { Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MappedShard } from '#contract'
import { read } from '../../../api/read.ts'
import { useStore } from '../../../lib/store.ts'
import { checkDraft } from '../../../parts/send-draft.ts'
import type { SendDraft, SendRules } from '../../../parts/send-draft.ts'
import { useProblemWords } from '../../../parts/problem-words.ts'
import { PlacementAnswer } from '../placement-answer.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { usePlacement } from '../use-placement.ts'
import { BodySource } from './body-source.tsx'
import type { PutMemory } from './put-memory.ts'
import styles from './put.module.css'

const classes = { description: styles.hint ?? '' }
const noShards: readonly MappedShard[] = []

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

interface PutFieldsProps {
  facts: StreamFacts
  rules: SendRules
  draft: SendDraft
  /** The draft as it will be put: a repeated one has its placeholders filled in. */
  asPut: SendDraft
  onDraft: (draft: SendDraft) => void
}

/** Keys of a record, with the shard that takes it while they are typed. */
function Keys({ facts, rules, draft, asPut, onDraft }: PutFieldsProps) {
  const { t } = useTranslation('put')
  const wordProblem = useProblemWords()
  const { connection, streamArn } = facts
  const { data } = useQuery(read('shards.map', { connectionId: connection.id, streamArn }))
  const distribution = rules.record?.distribution ?? 'by-key'
  const placement = usePlacement(asPut, data?.shards ?? noShards, distribution)
  const problems = checkDraft(asPut, rules)
  // An empty field is not yet a mistake; the reason beside the button says that it is needed.
  const errorOf = (field: 'partitionKey' | 'explicitHashKey'): string | undefined => {
    const problem = problems.find((each) => each.field === field)
    return problem === undefined || draft[field] === '' ? undefined : wordProblem(problem)
  }
  return (
    <>
      <Field
        label={t('partitionKey')}
        hint={t(distribution === 'auto' ? 'partitionKeyOptional' : 'partitionKeyHint')}
        value={draft.partitionKey}
        error={errorOf('partitionKey')}
        onChange={(partitionKey) => {
          onDraft({ ...draft, partitionKey })
        }}
      />
      <Field
        label={t('explicit')}
        hint={t('explicitHint')}
        value={draft.explicitHashKey}
        error={errorOf('explicitHashKey')}
        onChange={(explicitHashKey) => {
          onDraft({ ...draft, explicitHashKey: explicitHashKey.trim() })
        }}
      />
      <p className={styles.goesTo}>
        <span className={styles.label}>{t('goesTo')}</span>
        <output aria-label={t('goesTo')}>
          <PlacementAnswer placement={placement} />
        </output>
      </p>
    </>
  )
}

/** What a record has beside its body. */
export function PutFields(props: PutFieldsProps) {
  const { rules, draft, onDraft } = props
  return (
    <>
      <BodySource draft={draft} maximumBytes={rules.maximumMessageBytes} onDraft={onDraft} />
      <Keys {...props} />
    </>
  )
}

/** Of many records: whether those of a key go one after another. */
export function OrderField({ memory }: { memory: PutMemory }) {
  const { t } = useTranslation('put')
  return (
    <Checkbox
      size="xs"
      classNames={classes}
      label={t('keepsOrder')}
      description={t('keepsOrderHint')}
      checked={useStore(memory.keepsOrder)}
      onChange={(event) => {
        memory.keepsOrder.set(event.currentTarget.checked)
      }}
    />
  )
}

/** Of a file: the key of lines that are data alone. */
export function LineFields({ memory }: { memory: PutMemory }) {
  const { t } = useTranslation('put')
  const draft = useStore(memory.draft)
  return (
    <div className={styles.lineFields}>
      <Field
        label={t('lineKey')}
        hint={t('partitionKeyHint')}
        value={draft.partitionKey}
        onChange={(partitionKey) => {
          memory.draft.set({ ...draft, partitionKey })
        }}
      />
      <OrderField memory={memory} />
    </div>
  )
}
