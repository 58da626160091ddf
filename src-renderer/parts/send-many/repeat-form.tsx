import { useState } from 'react'
import type { ReactNode } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SEND_MAX } from '#contract'
import type { PlaceholderValues } from '#contract'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { useErrorWords } from '../../api/error-words.ts'
import { expandDraft } from '../send-draft.ts'
import type { SendDraft } from '../send-draft.ts'
import { SendForm } from '../send-form.tsx'
import { useStore } from '../../lib/store.ts'
import styles from './send-many.module.css'
import type { SendMemory } from './send-memory.ts'
import type { SendPlace } from './send-place.ts'
import { toSendable } from './template-draft.ts'
import { useManyWords } from './use-many-words.ts'
import { useStartSend } from './use-start-send.ts'

/** What the form of a topic or a stream has of its own. */
export interface OwnForm {
  kind: 'topic' | 'stream'
  fields: ReactNode
  /** What only such a place refuses, in words. */
  problemOf: (draft: SendDraft) => string | undefined
}

interface RepeatFormProps {
  place: SendPlace
  memory: SendMemory
  isAllowed: boolean
  queueDelaySeconds?: number | undefined
  own?: OwnForm
}

function findCount(text: string): number | undefined {
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= SEND_MAX ? count : undefined
}

function CountField({ memory, isWrong }: { memory: SendMemory; isWrong: boolean }) {
  const { t } = useTranslation('send')
  return (
    <TextInput
      size="xs"
      label={t('repeat.count')}
      value={useStore(memory.repeatCount)}
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
  const ids = [first.subject, first.groupId, first.deduplicationId, first.partitionKey]
    .filter((id) => id !== '')
    .join(' · ')
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
export function RepeatForm(props: RepeatFormProps) {
  const { place, memory, isAllowed, queueDelaySeconds, own } = props
  const { t } = useTranslation('send')
  const words = useManyWords(place)
  const wordError = useErrorWords()
  const draft = useStore(memory.draft)
  const count = findCount(useStore(memory.repeatCount))
  const [sample] = useState(createSample)
  const { start, pending, error } = useStartSend(place)
  // The last number is the longest; what fits then fits always.
  const asSent = (template: SendDraft) => expandDraft(template, { ...sample, index: count ?? 1 })
  const problem = count === undefined ? t('problem.count', { max: SEND_MAX }) : undefined
  return (
    <SendForm
      draft={draft}
      rules={place.rules}
      queueDelaySeconds={queueDelaySeconds}
      isAllowed={isAllowed}
      pending={pending}
      onDraft={memory.draft.set}
      own={{
        verb: words.verb(count ?? 1),
        ...(own && { kind: own.kind }),
        problem: problem ?? own?.problemOf(asSent(draft)),
        fields: (
          <>
            <CountField memory={memory} isWrong={problem !== undefined} />
            {own?.fields}
          </>
        ),
        preview: <Preview draft={draft} values={sample} />,
        asSent,
      }}
      onSend={() => {
        const template = toSendable(draft, place)
        if (count !== undefined) start({ kind: 'repeat', template, count })
      }}
      result={error === undefined ? null : <ErrorNotice words={wordError(error)} />}
    />
  )
}
