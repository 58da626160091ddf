import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { moveTaskRate, queueUrlSchema } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import type { MoveDraft } from '../../../parts/moves/move-draft.ts'
import styles from '../../../parts/moves/moves.module.css'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { useWhyNot } from '../change/why-not.ts'
import type { QueueFacts } from '../queue-facts.ts'
import { EACH_TO_ITS_SOURCE } from './use-redrive.ts'
import type { useRedrive } from './use-redrive.ts'
import type { Tasks } from './use-tasks.ts'

/** What SQS does and does not do, before it is begun. */
export function TaskCost({ isFifo }: { isFifo: boolean }) {
  const { t } = useTranslation('moves')
  return (
    <section className={styles.section} aria-label={t('redrive.costLabel')}>
      <p className={styles.dim}>{t('task.cost')}</p>
      {isFifo && <p className={styles.dim}>{t('task.fifo')}</p>}
      <p className={styles.dim}>{t('task.limits')}</p>
      <p className={styles.dim}>{t('task.rights')}</p>
    </section>
  )
}

/** As SQS takes it: none, or a whole number in its range; undefined where what was typed is neither. */
export function findTaskRate({ pace, number }: Pick<MoveDraft, 'pace' | 'number'>) {
  if (pace === 'fast') return {}
  const value = /^\d+$/.test(number.trim()) ? Number(number) : Number.NaN
  const isRate = value >= moveTaskRate.min && value <= moveTaskRate.max
  return isRate ? { maxPerSecond: value } : undefined
}

interface TaskStartProps {
  facts: QueueFacts
  redrive: Pick<ReturnType<typeof useRedrive>, 'draft' | 'to' | 'toName' | 'about'>
  tasks: Pick<Tasks, 'isRunning' | 'reread'>
}

function useStart({ facts, redrive, tasks }: TaskStartProps) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { connection, queueUrl, name } = facts
  const { to, toName, about, draft } = redrive
  const { run, pending, error } = useOperation('tasks.start')
  const rate = findTaskRate(draft)
  const toUrl = to === EACH_TO_ITS_SOURCE ? undefined : queueUrlSchema.parse(to)
  const start = async (): Promise<void> => {
    const words = {
      from: name,
      to: toName ?? t('move.toSources'),
      what: t('redrive.confirmAll', { n: about === undefined ? '?' : format.number(about) }),
      connection: connection.name,
    }
    const confirm = {
      title: t('redrive.confirmTitle', words),
      body: t('task.confirmBody', words),
      verb: t('task.verb'),
    }
    const input = { connectionId: connection.id, queueUrl, ...rate }
    const { state } = await run({ ...input, ...(toUrl && { toUrl }) }, { confirm })
    // Also after a failure: a start whose answer was lost is in the list, if it began.
    if (state !== 'declined') tasks.reread()
  }
  return { start, pending, error, isReady: rate !== undefined }
}

/** Begins a task of SQS's own, and says why it cannot be begun. */
export function TaskStart(props: TaskStartProps) {
  const { t } = useTranslation('moves')
  const wordError = useErrorWords()
  const whyGuarded = useWhyNot(props.facts)
  const { start, pending, error, isReady } = useStart(props)
  const whyNot = props.tasks.isRunning ? t('task.oneAtATime') : whyGuarded
  return (
    <>
      <div className={styles.bar}>
        <Button
          size="xs"
          disabled={!isReady || whyNot !== undefined}
          title={whyNot}
          loading={pending}
          onClick={() => void start()}
        >
          {t('task.verb')}
        </Button>
        {!isReady && <span className={styles.dim}>{t('task.badRate')}</span>}
        {props.tasks.isRunning && <span className={styles.dim}>{t('task.oneAtATime')}</span>}
      </div>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      {error?.detail.effectUnknown === true && <AttentionLine>{t('task.uncertain')}</AttentionLine>}
    </>
  )
}
