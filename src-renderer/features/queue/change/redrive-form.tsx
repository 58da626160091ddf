import { useState } from 'react'
import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { receiveCountLimits } from '#contract'
import type { Queue, QueueDetail, WiringCheck } from '#contract'
import { queueList } from '../../../api/queue-list.ts'
import { read } from '../../../api/read.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { useChangeWords } from '../../../parts/change-words.ts'
import { nameOfArn } from '../queue-facts.ts'
import type { QueueFacts } from '../queue-facts.ts'
import formStyles from './dead-letters-tab.module.css'
import { useWhyNot } from './why-not.ts'
import { useSaveRedrive } from './use-save-redrive.ts'

/** Of thousands the first of those that match; one types on for others. */
const CHOICES_MAX = 50

function isCount(text: string): boolean {
  const { min, max } = receiveCountLimits
  return /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max
}

/** Queues that could be it by their names alone: of the same type, and not the queue itself. */
function useCandidates({ connection, queueUrl, rules }: QueueFacts): readonly Queue[] {
  const { data } = useQuery(queueList(connection.id))
  const queues = data?.queues ?? []
  return queues.filter((queue) => queue.type === rules.type && queue.queueUrl !== queueUrl)
}

function CheckLines({ check }: { check: WiringCheck }) {
  const { t } = useTranslation('queue-change')
  const format = useFormat()
  const isShorter = check.deadLetterRetentionSeconds < check.retentionSeconds
  return (
    <>
      {check.problems.map((problem) => (
        <AttentionLine key={problem}>{t(`reason.${problem}`)}</AttentionLine>
      ))}
      {isShorter && (
        <AttentionLine>
          {t('redrive.shorter', {
            kept: format.duration(check.deadLetterRetentionSeconds),
            source: format.duration(check.retentionSeconds),
          })}
        </AttentionLine>
      )}
    </>
  )
}

function useCheck({ connection, queueUrl }: QueueFacts, deadLetter: Queue | undefined) {
  return useQuery({
    ...read('queues.checkRedrive', {
      connectionId: connection.id,
      queueUrl,
      deadLetterUrl: deadLetter?.queueUrl ?? queueUrl,
    }),
    enabled: deadLetter !== undefined,
  })
}

interface RedriveFormProps {
  facts: QueueFacts
  detail: QueueDetail
  /** The redrive policy as SQS gave it. */
  saved: string
}

function useForm({ facts, detail, saved }: RedriveFormProps) {
  const candidates = useCandidates(facts)
  const { redrive } = detail
  const current = candidates.find(
    ({ name }) => redrive !== undefined && name === nameOfArn(redrive.deadLetterArn),
  )
  const [url, setUrl] = useState<string>()
  const [typed, setTyped] = useState<string>()
  const deadLetter = candidates.find(({ queueUrl }) => queueUrl === url) ?? current
  const count = typed ?? String(redrive?.maxReceiveCount ?? receiveCountLimits.standard)
  const isChanged =
    deadLetter !== current || (redrive !== undefined && count !== String(redrive.maxReceiveCount))
  const reset = (): void => {
    setUrl(undefined)
    setTyped(undefined)
  }
  const saving = useSaveRedrive(facts, saved)
  return { candidates, deadLetter, count, isChanged, setUrl, setTyped, reset, saving }
}

function Picker({ form, disabled }: { form: ReturnType<typeof useForm>; disabled: boolean }) {
  const { t } = useTranslation('queue-change')
  const format = useFormat()
  const { min, max } = receiveCountLimits
  return (
    <div className={formStyles.fields}>
      <Select
        size="xs"
        searchable
        className={formStyles.picker}
        label={t('redrive.target')}
        placeholder={t('redrive.pick')}
        nothingFoundMessage={t('redrive.noMatch')}
        limit={CHOICES_MAX}
        disabled={disabled}
        data={form.candidates.map(({ name, queueUrl }) => ({ value: queueUrl, label: name }))}
        value={form.deadLetter?.queueUrl ?? null}
        onChange={(value) => {
          form.setUrl(value ?? undefined)
        }}
      />
      <TextInput
        size="xs"
        className={formStyles.count}
        label={t('redrive.count')}
        disabled={disabled}
        value={form.count}
        error={
          isCount(form.count)
            ? undefined
            : t('redrive.countProblem', { min, max: format.number(max) })
        }
        onChange={(event) => {
          form.setTyped(event.currentTarget.value.trim())
        }}
      />
    </div>
  )
}

/** Where messages of this queue go that were received too often: picked, checked, set, taken away. */
export function RedriveForm(props: RedriveFormProps) {
  const { facts, detail } = props
  const { t } = useTranslation('queue-change')
  const wordError = useChangeWords()
  const form = useForm(props)
  const { deadLetter, count, isChanged, saving } = form
  const whyNot = useWhyNot(facts)
  const check = useCheck(facts, deadLetter)
  const isRefused = (check.data?.problems.length ?? 0) > 0
  const isReady = deadLetter !== undefined && isChanged && isCount(count) && !isRefused
  const disabled = whyNot !== undefined || saving.pending
  const save = async (): Promise<void> => {
    if (deadLetter === undefined) return
    if (await saving.save({ deadLetter, maxReceiveCount: Number(count) })) form.reset()
  }
  return (
    <section className={formStyles.section} aria-label={t('redrive.title')}>
      <h2 className={formStyles.title}>{t('redrive.title')}</h2>
      <p className={formStyles.dim}>{t('redrive.hint', { count: Number(count) || 0 })}</p>
      <Picker form={form} disabled={disabled} />
      {check.data !== undefined && deadLetter !== undefined && <CheckLines check={check.data} />}
      {check.error !== null && <AttentionLine>{wordError(check.error).sentence}</AttentionLine>}
      <div className={formStyles.buttons}>
        <span title={whyNot}>
          <Button disabled={disabled || !isReady} onClick={() => void save()}>
            {t('redrive.save')}
          </Button>
        </span>
        {detail.redrive !== undefined && (
          <Button
            variant="default"
            disabled={disabled}
            title={whyNot}
            onClick={() => void saving.save(undefined)}
          >
            {t('redrive.remove')}
          </Button>
        )}
      </div>
      <ChangeOutcome
        outcome={saving.outcome}
        onReread={() => void saving.reread()}
        onDismiss={saving.dismiss}
      />
    </section>
  )
}
