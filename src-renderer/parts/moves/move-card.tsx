import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Connection, Move } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { AttentionLine } from '../attention-line.tsx'
import { isGuardAtLeast } from '../guard-rank.ts'
import { MoveLines } from './move-lines.tsx'
import { MoveRest } from './move-rest.tsx'
import styles from './moves.module.css'
import { useGoOn } from './use-go-on.ts'
import { useMoveNames } from './use-move-names.ts'

interface CardProps {
  connection: Connection
  move: Move
}

/** What is through with, one way or another. */
function doneOf({ counts }: Move): number {
  return counts.done + counts.kept + counts.sent
}

function Progress({ move }: { move: Move }) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { total, running } = move
  const done = doneOf(move)
  const n = format.number(done)
  const rate = Math.round(running?.perSecond ?? 0)
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={t('move.progress')}
        value={Math.min(done, total ?? 0)}
        total={total ?? 0}
      />
      <span>
        {total === undefined
          ? t('move.countOnly', { done: n })
          : t('move.count', { done: n, total: format.number(total) })}
        {rate > 0 && ` · ${t('move.perSecond', { n: format.number(rate) })}`}
      </span>
    </div>
  )
}

/** Nothing of a capture is left to be sent; a queue may hold more by now. */
function isWhole({ plan, state, total = 0, counts }: Move): boolean {
  const known = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return plan.kind === 'replay' && state === 'done' && known >= total
}

function RunningButtons({ connection, move }: CardProps) {
  const { t } = useTranslation('moves')
  const pause = useOperation('moves.pause')
  const cancel = useOperation('moves.cancel')
  const input = { connectionId: connection.id, moveId: move.id }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={pause.pending}
        onClick={() => void pause.run(input)}
      >
        {t('move.pause')}
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={cancel.pending}
        onClick={() => void cancel.run(input)}
      >
        {t('move.cancel')}
      </Button>
    </>
  )
}

function StillButtons({ connection, move }: CardProps) {
  const { t } = useTranslation('moves')
  const wordError = useErrorWords()
  const { goOn, pending, error } = useGoOn({ connection, move })
  const cancel = useOperation('moves.cancel')
  const forget = useOperation('moves.forget')
  const input = { connectionId: connection.id, moveId: move.id }
  const isOver = isWhole(move)
  const isAtRest = move.state === 'done' || move.state === 'cancelled'
  const isAllowed = isGuardAtLeast(connection.guard, 'confirm')
  const isPaused = move.state === 'paused'
  return (
    <>
      {!isOver && (
        <Button
          size="xs"
          variant={isAtRest ? 'default' : 'filled'}
          disabled={!isAllowed}
          loading={pending}
          onClick={() => {
            goOn()
          }}
        >
          {t(move.state === 'done' ? 'move.again' : 'move.goOn')}
        </Button>
      )}
      {isPaused && (
        <Button
          size="xs"
          variant="default"
          disabled={!isAllowed}
          onClick={() => {
            goOn(1)
          }}
        >
          {t('move.goOnOne')}
        </Button>
      )}
      {!isAtRest && (
        <Button size="xs" variant="default" onClick={() => void cancel.run(input)}>
          {t('move.cancel')}
        </Button>
      )}
      {isAtRest && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => void forget.run(input)}>
          {t('move.forget')}
        </Button>
      )}
      {[error, cancel.error, forget.error].map(
        (each, at) =>
          each !== undefined && <ErrorNotice key={at} compact words={wordError(each)} />,
      )}
    </>
  )
}

/** What an end in between left hidden: all of a queue for shorter than those that are chosen, of a capture nothing. */
function kindOf({ plan }: Move): 'all' | 'chosen' | 'replay' {
  if (plan.kind === 'replay') return 'replay'
  return plan.choice === undefined ? 'all' : 'chosen'
}

/** How one move gets on, what is not settled of it, and what can be done. */
export function MoveCard({ connection, move }: CardProps) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const wordError = useErrorWords()
  const names = useMoveNames()(move)
  const title = t('move.fromTo', names)
  return (
    <article className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <span className={styles.names} title={title}>
          {title}
        </span>
        <span className={styles.dim}>
          {t('move.began', { time: format.dateTime(move.createdAtMs) })}
        </span>
        <span role="status" className={styles.state} data-state={move.state}>
          {t(`move.state.${move.state}`)}
        </span>
      </header>
      <Progress move={move} />
      {move.state === 'interrupted' && (
        <AttentionLine>{t(`move.interrupted.${kindOf(move)}`)}</AttentionLine>
      )}
      {move.error !== undefined && (
        <ErrorNotice compact words={wordError(fromErrorValue(move.error))} />
      )}
      <MoveLines move={move} />
      {move.running === undefined && <MoveRest connection={connection} move={move} />}
      <div className={styles.buttons}>
        {move.running === undefined ? (
          <StillButtons connection={connection} move={move} />
        ) : (
          <RunningButtons connection={connection} move={move} />
        )}
      </div>
    </article>
  )
}
