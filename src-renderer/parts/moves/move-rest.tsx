import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection, Move, MoveEntry } from '#contract'
import { useConfirm } from '../../api/confirm.ts'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { AttentionLine } from '../attention-line.tsx'
import { isGuardAtLeast } from '../guard-rank.ts'
import { visibleText } from '../visible-text.ts'
import styles from './moves.module.css'
import { useMoveNames } from './use-move-names.ts'

type Step = 'unknown' | 'failed'
type As = 'send-again' | 'arrived' | 'leave'

interface RestProps {
  connection: Connection
  move: Move
}

/** Of hundreds the first say what is the matter with the others. */
const SHOWN_MAX = 50

function Entry({ entry }: { entry: MoveEntry }) {
  const wordError = useErrorWords()
  const { error } = entry
  const words = error === undefined ? undefined : wordError(fromErrorValue(error))
  const why = words && [words.title, ...words.facts.map(({ value }) => value)].join(' · ')
  return (
    <li className={styles.entry}>
      <code title={entry.key}>{visibleText(entry.preview)}</code>
      <span className={styles.why} title={why}>
        {why}
      </span>
    </li>
  )
}

function Entries({ connection, move, step }: RestProps & { step: Step }) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const input = { connectionId: connection.id, moveId: move.id, step, limit: SHOWN_MAX }
  const { data } = useQuery({
    ...read('moves.listEntries', input),
    // The same move has other entries after it went on.
    queryKey: [connection.id, 'moves.listEntries', { ...input, atMs: move.atMs }],
  })
  const more = move.counts[step] - (data?.entries.length ?? 0)
  return (
    <>
      <ul className={styles.entries} aria-label={t(`entries.${step}`)}>
        {data?.entries.map((entry) => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </ul>
      {data !== undefined && more > 0 && (
        <p className={styles.dim}>{t('entries.more', { n: format.number(more) })}</p>
      )}
    </>
  )
}

function useSettle({ connection, move }: RestProps, step: Step) {
  const { t } = useTranslation('moves')
  const names = useMoveNames()(move)
  const ask = useConfirm()
  const operation = useOperation('moves.settle')
  const count = move.counts[step]
  const settle = (as: As, verb: string): void => {
    const key = ({ 'send-again': 'settle', arrived: 'arrived', leave: 'leave' } as const)[as]
    const title = t(`entries.${key}Title`, { count, ...names })
    const words = { title, body: t(`entries.${key}Body`, names), verb, danger: as === 'arrived' }
    // Nothing leaves this computer by it, so no guard asks.
    void ask({ connectionId: connection.id, typedName: undefined, words }).then((answer) =>
      answer === undefined
        ? undefined
        : operation.run({ connectionId: connection.id, moveId: move.id, step, as }),
    )
  }
  return { ...operation, settle }
}

/** What nobody knows, or what surely did not go: shown, and decided by the user for all of them. */
function Rest({ connection, move, step }: RestProps & { step: Step }) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const wordError = useErrorWords()
  const [isOpen, setOpen] = useState(false)
  const { settle, pending, error } = useSettle({ connection, move }, step)
  const isAllowed = isGuardAtLeast(connection.guard, 'confirm')
  const isRedrive = move.plan.kind === 'redrive'
  const choices: { as: As; words: string }[] = [
    ...(step === 'unknown'
      ? [
          {
            as: 'arrived' as const,
            words: t(isRedrive ? 'entries.arrived' : 'entries.arrivedReplay'),
          },
          { as: 'send-again' as const, words: t('entries.sendAgainUnknown') },
        ]
      : [{ as: 'send-again' as const, words: t('entries.sendAgain') }]),
    { as: 'leave', words: t('entries.leave') },
  ]
  return (
    <section className={styles.rest} aria-label={t(`entries.${step}`)}>
      <AttentionLine>{t(`move.${step}`, { n: format.number(move.counts[step]) })}</AttentionLine>
      <div className={styles.buttons}>
        <Button
          size="xs"
          variant="subtle"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          {t(isOpen ? 'entries.hide' : 'entries.show')}
        </Button>
        {choices.map(({ as, words }) => (
          <Button
            key={as}
            size="xs"
            variant="default"
            disabled={!isAllowed}
            loading={pending}
            onClick={() => {
              settle(as, words)
            }}
          >
            {words}
          </Button>
        ))}
      </div>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      {isOpen && <Entries connection={connection} move={move} step={step} />}
    </section>
  )
}

/** What of a move is not settled. */
export function MoveRest({ connection, move }: RestProps) {
  const steps: readonly Step[] = ['unknown', 'failed']
  return steps
    .filter((step) => move.counts[step] > 0)
    .map((step) => <Rest key={step} connection={connection} move={move} step={step} />)
}
