import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutputOf, Tap } from '#contract'
import { useErrorWords } from '../api/error-words.ts'
import { read } from '../api/read.ts'
import { hasLeft, taps } from '../api/taps.ts'
import { useOperation } from '../api/use-operation.ts'
import { fromErrorValue } from '../api/weir-error.ts'
import { useStore } from '../lib/store.ts'
import { useAfter } from '../lib/use-after.ts'
import { useFormat } from '../lib/use-format.ts'
import { useEndTap } from '../parts/use-end-tap.ts'
import { DismissButton } from '../ui/dismiss-button.tsx'
import styles from './notices.module.css'

/** What others left is looked for once the page stands: a list and the tags of what it names. */
const lookAfterMs = 4_000

type Outcomes = OutputOf<'taps.sweep'>['outcomes']

function EarlierTap({ tap }: { tap: Tap }) {
  const { t } = useTranslation(['tap', 'common'])
  const wordError = useErrorWords()
  const { stop, dismiss, pending, error } = useEndTap(tap)
  const isLeft = hasLeft(tap)
  const names = { name: tap.topicName, connection: tap.connectionName }
  return (
    <li className={styles.notice}>
      {isLeft ? (
        <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
      ) : (
        <IconCheck size={16} stroke={1.5} aria-hidden="true" />
      )}
      <span className={styles.text}>
        {t(isLeft ? 'notice.left' : 'notice.removed', names)}
        {error !== undefined && ` ${wordError(error).sentence}`}
      </span>
      {isLeft ? (
        <Button size="xs" variant="default" loading={pending} onClick={() => void stop()}>
          {t('left.retry')}
        </Button>
      ) : (
        <DismissButton label={t('common:dismiss')} onClick={() => void dismiss()} />
      )}
    </li>
  )
}

function Swept({ outcomes, onDismiss }: { outcomes: Outcomes; onDismiss: () => void }) {
  const { t } = useTranslation(['tap', 'common'])
  const wordError = useErrorWords()
  const format = useFormat()
  const left = outcomes.flatMap(({ parts }) => parts.find(({ error }) => error !== undefined) ?? [])
  const done = outcomes.length - left.length
  const why = left[0]?.error
  return (
    <li className={styles.notice}>
      <IconCheck size={16} stroke={1.5} aria-hidden="true" />
      <span className={styles.text}>
        {done > 0 && t('notice.swept', { count: done, n: format.number(done) })}{' '}
        {why !== undefined &&
          t('notice.notSwept', {
            count: left.length,
            n: format.number(left.length),
            why: wordError(fromErrorValue(why)).sentence,
          })}
      </span>
      <DismissButton label={t('common:dismiss')} onClick={onDismiss} />
    </li>
  )
}

/** Of other machines, or of runs whose record is gone: found by name and tags, removed when the user says so. */
function OthersLeft({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation(['tap', 'common'])
  const wordError = useErrorWords()
  const format = useFormat()
  const isTime = useAfter(lookAfterMs)
  const [isDismissed, setDismissed] = useState(false)
  const [outcomes, setOutcomes] = useState<Outcomes>()
  const { run, pending, error } = useOperation('taps.sweep')
  // Once for each connection that is opened. Who may not list is not told here: the lists say so.
  const { data } = useQuery({
    ...read('taps.leftovers', { connectionId }),
    enabled: isTime,
    staleTime: Infinity,
    retry: false,
  })
  if (isDismissed) return null
  const dismiss = (): void => {
    setDismissed(true)
  }
  if (outcomes !== undefined) return <Swept outcomes={outcomes} onDismiss={dismiss} />
  const found = data?.leftovers.slice(0, 50) ?? []
  if (found.length === 0) return null
  const count = { count: found.length, n: format.number(found.length) }
  const verb = t('notice.sweep', count)
  const sweep = async (): Promise<void> => {
    const queueUrls = found.map(({ queueUrl }) => queueUrl)
    const confirm = {
      title: t('confirm.sweepTitle', count),
      body: t('confirm.sweepBody', count),
      verb,
    }
    const outcome = await run({ connectionId, queueUrls }, { confirm })
    if (outcome.state === 'done') setOutcomes(outcome.output.outcomes)
  }
  return (
    <li className={styles.notice}>
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
      <span className={styles.text}>
        {t('notice.others', {
          ...count,
          names: found.map(({ queueName, owner }) => `${queueName} (${owner})`).join(', '),
        })}
        {error !== undefined && ` ${wordError(error).sentence}`}
      </span>
      <Button size="xs" variant="default" loading={pending} onClick={() => void sweep()}>
        {verb}
      </Button>
      <DismissButton label={t('common:dismiss')} onClick={dismiss} />
    </li>
  )
}

/** Taps that an earlier run or another machine left behind: what was removed, and what is still to be. */
export function TapNotices({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation('tap')
  const earlier = useStore(taps).filter(
    ({ state, endedBy }) => state === 'left' || endedBy === 'crashed',
  )
  return (
    <ul aria-label={t('notice.label')} className={styles.notices}>
      {earlier.map((tap) => (
        <EarlierTap key={tap.tapId} tap={tap} />
      ))}
      <OthersLeft key={connectionId} connectionId={connectionId} />
    </ul>
  )
}
