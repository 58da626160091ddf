import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MoveTask } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import styles from '../../../parts/moves/moves.module.css'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { useWhyNot } from '../change/why-not.ts'
import { nameOfArn } from '../queue-facts.ts'
import type { QueueFacts } from '../queue-facts.ts'
import type { Tasks } from './use-tasks.ts'

interface TaskProps {
  facts: QueueFacts
  task: MoveTask
  onChange: () => void
}

function Progress({ task }: { task: MoveTask }) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { moved, toMove, maxPerSecond } = task
  const done = format.number(moved)
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={t('move.progress')}
        value={Math.min(moved, toMove ?? 0)}
        total={toMove ?? 0}
      />
      <span>
        {toMove === undefined
          ? t('task.countOnly', { done })
          : t('task.count', { done, total: format.number(toMove) })}
        {maxPerSecond !== undefined && ` · ${t('task.atMost', { n: format.number(maxPerSecond) })}`}
      </span>
    </div>
  )
}

type CancelProps = TaskProps & { handle: NonNullable<MoveTask['taskHandle']>; to: string }

function Cancel({ facts, handle, to, onChange }: CancelProps) {
  const { t } = useTranslation('moves')
  const wordError = useErrorWords()
  const whyNot = useWhyNot(facts)
  const { run, pending, error } = useOperation('tasks.cancel')
  const { connection, queueUrl, name } = facts
  const cancel = async (): Promise<void> => {
    const words = { from: name, to, connection: connection.name }
    const confirm = {
      title: t('task.cancelTitle'),
      body: t('task.cancelBody', words),
      verb: t('task.cancel'),
    }
    const input = { connectionId: connection.id, queueUrl, taskHandle: handle }
    const { state } = await run(input, { confirm })
    if (state !== 'declined') onChange()
  }
  return (
    <div className={styles.buttons}>
      <Button
        size="xs"
        variant="default"
        disabled={whyNot !== undefined}
        title={whyNot}
        loading={pending}
        onClick={() => void cancel()}
      >
        {t('task.cancel')}
      </Button>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
    </div>
  )
}

function TaskCard(props: TaskProps) {
  const { facts, task } = props
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { destinationArn, startedAtMs, state, failureReason, taskHandle } = task
  const to = destinationArn === undefined ? t('move.toSources') : nameOfArn(destinationArn)
  const title = t('move.fromTo', { from: facts.name, to })
  return (
    <article className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <span className={styles.names} title={title}>
          {title}
        </span>
        {startedAtMs !== undefined && (
          <span className={styles.dim}>
            {t('move.began', { time: format.dateTime(startedAtMs) })}
          </span>
        )}
        <span role="status" className={styles.state} data-state={state}>
          {t(`task.state.${state}`)}
        </span>
      </header>
      <Progress task={task} />
      {failureReason !== undefined && (
        <p className={styles.dim}>{t('task.failure', { reason: failureReason })}</p>
      )}
      {state === 'cancelled' && <p className={styles.dim}>{t('task.cancelled')}</p>}
      {state === 'running' && taskHandle !== undefined && (
        <Cancel {...props} handle={taskHandle} to={to} />
      )}
    </article>
  )
}

/** SQS's own tasks of this queue, whoever started them; nothing where there never was one. */
export function TaskList({ facts, tasks }: { facts: QueueFacts; tasks: Tasks }) {
  const { t } = useTranslation('moves')
  if (tasks.tasks.length === 0) return null
  return (
    <section className={styles.tasks} role="region" aria-label={t('task.list')}>
      <h2 className={styles.tasksTitle}>{t('task.list')}</h2>
      {tasks.tasks.map((task, at) => (
        <TaskCard key={task.startedAtMs ?? at} facts={facts} task={task} onChange={tasks.reread} />
      ))}
    </section>
  )
}
