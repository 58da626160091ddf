import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SEND_MAX } from '#contract'
import type { PlaceholderValues } from '#contract'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { useErrorWords } from '../../../api/error-words.ts'
import { expandDraft, toSendFields } from '../../../parts/send-draft.ts'
import type { SendDraft } from '../../../parts/send-draft.ts'
import { SendForm } from '../../../parts/send-form.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import type { QueueMemory } from '../queue-memory.ts'
import { useKept } from '../use-kept.ts'
import styles from './send-many.module.css'
import { useStartSend } from './use-start-send.ts'

interface RepeatFormProps {
  facts: QueueFacts
  memory: QueueMemory
  isAllowed: boolean
}

function findCount(text: string): number | undefined {
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= SEND_MAX ? count : undefined
}

function CountField({ memory, isWrong }: { memory: QueueMemory; isWrong: boolean }) {
  const { t } = useTranslation('send')
  return (
    <TextInput
      size="xs"
      label={t('repeat.count')}
      value={useKept(memory.repeatCount)}
      error={isWrong ? t('problem.count', { max: SEND_MAX }) : undefined}
      inputMode="numeric"
      autoComplete="off"
      onChange={(event) => {
        memory.repeatCount.set(event.currentTarget.value)
      }}
    />
  )
}

function Preview({ draft, values }: { draft: SendDraft; values: PlaceholderValues }) {
  const { t } = useTranslation('send')
  const first = expandDraft(draft, values)
  const ids = [first.groupId, first.deduplicationId].filter((id) => id !== '').join(' · ')
  return (
    <section aria-label={t('repeat.preview')} className={styles.preview}>
      <h2 className={styles.title}>{t('repeat.preview')}</h2>
      <pre tabIndex={0} className={styles.text}>
        {first.body.slice(0, 2_000)}
      </pre>
      {ids !== '' && <p className={styles.ids}>{ids}</p>}
      <p className={styles.hint}>
        {t('repeat.placeholders', { index: '{{index}}', uuid: '{{uuid}}', now: '{{now}}' })}{' '}
        {t('repeat.uuidNote')}
      </p>
    </section>
  )
}

/** Stands in for what main makes when it sends. */
function createSample(): PlaceholderValues {
  return { index: 1, uuid: crypto.randomUUID(), now: new Date().toISOString() }
}

/** One message many times, with placeholders that make each a little different. */
export function RepeatForm({ facts, memory, isAllowed }: RepeatFormProps) {
  const { t } = useTranslation('send')
  const wordError = useErrorWords()
  const draft = useKept(memory.draft)
  const count = findCount(useKept(memory.repeatCount))
  const [sample] = useState(createSample)
  const { start, pending, error } = useStartSend(facts)
  const problem = count === undefined ? t('problem.count', { max: SEND_MAX }) : undefined
  return (
    <SendForm
      draft={draft}
      rules={facts.rules}
      queueDelaySeconds={facts.detail?.delaySeconds}
      isAllowed={isAllowed}
      pending={pending}
      onDraft={memory.draft.set}
      own={{
        verb: t('send', { count: count ?? 1 }),
        problem,
        fields: <CountField memory={memory} isWrong={problem !== undefined} />,
        preview: <Preview draft={draft} values={sample} />,
        // The last number is the longest; what fits then fits always.
        asSent: (template) => expandDraft(template, { ...sample, index: count ?? 1 }),
      }}
      onSend={() => {
        const template = toSendFields(draft, facts.rules)
        if (count !== undefined) start({ kind: 'repeat', template, count })
      }}
      result={error === undefined ? null : <ErrorNotice words={wordError(error)} />}
    />
  )
}
