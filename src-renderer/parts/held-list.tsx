import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HeldQueue, OutputOf } from '#contract'
import { useErrorWords } from '../api/error-words.ts'
import { useOperation } from '../api/use-operation.ts'
import { fromErrorValue } from '../api/weir-error.ts'
import { useFormat } from '../lib/use-format.ts'
import { MiddleTruncate } from '../ui/middle-truncate.tsx'
import { AttentionLine } from './attention-line.tsx'
import styles from './held-list.module.css'

type Outcomes = OutputOf<'holds.returnAll'>['outcomes']

const kinds = ['held', 'left', 'uncertain'] as const

function Returned({ outcomes }: { outcomes: Outcomes }) {
  const { t } = useTranslation('looks')
  const wordError = useErrorWords()
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length
  const notDone = outcomes.find((each) => each.outcome !== 'done')
  return (
    <div role="status" className={styles.result}>
      {done > 0 && <span>{t('list.done', { count: done })}</span>}
      {notDone !== undefined && 'error' in notDone && (
        <AttentionLine>
          {t('list.notDone', {
            count: outcomes.length - done,
            why: wordError(fromErrorValue(notDone.error)).sentence,
          })}
        </AttentionLine>
      )}
    </div>
  )
}

function HeldRow({ queue }: { queue: HeldQueue }) {
  const { t } = useTranslation('looks')
  const format = useFormat()
  const wordError = useErrorWords()
  const [outcomes, setOutcomes] = useState<Outcomes>()
  const { run, pending, error } = useOperation('holds.returnAll')
  const { connectionId, queueUrl, held, left, uncertain } = queue
  const giveBack = async (): Promise<void> => {
    const outcome = await run({ connectionId, queueUrl })
    if (outcome.state === 'done') setOutcomes(outcome.output.outcomes)
  }
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.name}>
          <MiddleTruncate text={queue.name} />
          <span className={styles.connection}>{queue.connectionName}</span>
        </div>
        <div className={styles.counts}>
          {kinds
            .filter((kind) => queue[kind] > 0)
            .map((kind) => t(`list.${kind}`, { count: queue[kind] }))
            .join(' · ')}{' '}
          <span title={format.dateTime(queue.untilMs)}>
            {t('list.until', { time: format.clock(queue.untilMs) })}
          </span>
        </div>
        {uncertain > 0 && held + left === 0 && (
          <div className={styles.counts}>{t('list.cannot')}</div>
        )}
        {error !== undefined && <AttentionLine>{wordError(error).sentence}</AttentionLine>}
        {outcomes !== undefined && <Returned outcomes={outcomes} />}
      </div>
      {held + left > 0 && (
        <Button
          variant="default"
          disabled={pending}
          title={t('held.returnHint')}
          onClick={() => void giveBack()}
        >
          {t('list.return')}
        </Button>
      )}
    </li>
  )
}

/** Which queues Weir holds messages of, until when, and a way to return them at once. */
export function HeldList({ queues }: { queues: readonly HeldQueue[] }) {
  return (
    <ul className={styles.list}>
      {queues.map((queue) => (
        <HeldRow key={`${queue.connectionId} ${queue.queueUrl}`} queue={queue} />
      ))}
    </ul>
  )
}
