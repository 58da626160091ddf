import { useState } from 'react'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import editing from '../../../parts/editing.module.css'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { Guarded } from '../../../parts/guarded.tsx'
import { MoveList } from '../../../parts/moves/move-list.tsx'
import { PaceFields, ShapeFields } from '../../../parts/moves/shape-fields.tsx'
import styles from '../../../parts/moves/moves.module.css'
import { StartButtons } from '../../../parts/moves/start-buttons.tsx'
import { Tried } from '../../../parts/moves/tried.tsx'
import { useMove } from '../../../parts/moves/use-move.ts'
import type { Mover } from '../../../parts/moves/use-move.ts'
import { useMoves } from '../../../parts/moves/use-moves.ts'
import { SplitPane } from '../../../ui/split-pane.tsx'
import { useWhyNot } from '../change/why-not.ts'
import { nameOfArn } from '../queue-facts.ts'
import type { QueueFacts } from '../queue-facts.ts'
import { ChoiceField } from './choice-field.tsx'
import { TaskList } from './task-list.tsx'
import { TaskCost, TaskStart } from './task-start.tsx'
import { EACH_TO_ITS_SOURCE, useRedrive } from './use-redrive.ts'
import { useTasks } from './use-tasks.ts'
import type { Tasks } from './use-tasks.ts'
import { findWhyNotAws, WayField } from './way-field.tsx'
import type { Way } from './way-field.tsx'

type Redrive = ReturnType<typeof useRedrive>

/** Of thousands the first of those that match; one types on for others. */
const CHOICES_MAX = 50

function TargetField({ redrive }: { redrive: Redrive }) {
  const { t } = useTranslation('moves')
  const queues = redrive.targets.map(({ name, queueUrl }) => ({ value: queueUrl, label: name }))
  return (
    <section className={styles.section} aria-label={t('redrive.to')}>
      <div className={styles.row}>
        <Select
          size="xs"
          searchable
          className={styles.grow}
          label={t('redrive.to')}
          placeholder={t('redrive.pick')}
          nothingFoundMessage={t('redrive.noMatch')}
          limit={CHOICES_MAX}
          allowDeselect={false}
          data={[{ value: EACH_TO_ITS_SOURCE, label: t('redrive.sources') }, ...queues]}
          value={redrive.to}
          onChange={(value) => {
            redrive.setTarget(value ?? undefined)
          }}
        />
      </div>
      <PaceFields draft={redrive.draft} onDraft={redrive.onDraft} kinds={['fast', 'rate']} />
    </section>
  )
}

/** What the confirmation says, in numbers. */
function useConfirmation(facts: QueueFacts, redrive: Redrive) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { choice, found, about, toName } = redrive
  return (verb: string, limit?: number) => {
    const n = about === undefined ? '?' : format.number(about)
    const some = choice.isAll
      ? t('redrive.confirmAll', { n })
      : t('redrive.confirmSome', { count: found?.count ?? 0 })
    const what = limit === undefined ? some : t('redrive.confirmCanary')
    const to = toName ?? t('move.toSources')
    const words = { from: facts.name, to, what, connection: facts.connection.name }
    return {
      title: t('redrive.confirmTitle', words),
      body: t('redrive.confirmBody', words),
      verb,
    }
  }
}

interface StartBarProps {
  facts: QueueFacts
  redrive: Redrive
  mover: Mover
}

function StartBar({ facts, redrive, mover }: StartBarProps) {
  const { t } = useTranslation('moves')
  const whyNot = useWhyNot(facts)
  const confirmation = useConfirmation(facts, redrive)
  const { plan, choice, found } = redrive
  const count = found?.count ?? 0
  return (
    <StartButtons
      mover={mover}
      plan={choice.isAll || count > 0 ? plan : undefined}
      whyNot={whyNot}
      verb={choice.isAll ? t('redrive.verbAll') : t('redrive.verb', { count })}
      canTryOut={!choice.isAll}
      confirmation={confirmation}
    />
  )
}

/** What it does beside the sending, before it is begun. */
function Cost({ facts, isAll }: { facts: QueueFacts; isAll: boolean }) {
  const { t } = useTranslation('moves')
  const { redrive } = facts.detail ?? {}
  return (
    <section className={styles.section} aria-label={t('redrive.costLabel')}>
      <p className={styles.dim}>{t(isAll ? 'redrive.cost' : 'redrive.costSome')}</p>
      {!isAll && <AttentionLine>{t('redrive.othersHidden')}</AttentionLine>}
      {redrive !== undefined && (
        <AttentionLine>
          {t('redrive.limited', {
            count: redrive.maxReceiveCount,
            name: nameOfArn(redrive.deadLetterArn),
          })}
        </AttentionLine>
      )}
    </section>
  )
}

/** What Weir does itself, message by message. */
function ByWeir({ facts, redrive, mover }: StartBarProps) {
  return (
    <>
      <ShapeFields
        draft={redrive.draft}
        onDraft={redrive.onDraft}
        isFifo={facts.rules.type === 'fifo'}
      />
      <Cost facts={facts} isAll={redrive.choice.isAll} />
      <StartBar facts={facts} redrive={redrive} mover={mover} />
      <Tried mover={mover} plan={redrive.plan} />
    </>
  )
}

function Form({ facts, redrive, mover, tasks }: StartBarProps & { tasks: Tasks }) {
  const { t } = useTranslation('moves')
  const [picked, setPicked] = useState<Way>('weir')
  const whyNotAws = findWhyNotAws(redrive, tasks)
  const way = whyNotAws === undefined ? picked : 'weir'
  return (
    <form
      className={styles.form}
      aria-label={t('redrive.form')}
      onSubmit={(event) => {
        event.preventDefault()
      }}
    >
      <ChoiceField {...redrive} />
      <WayField way={way} onWay={setPicked} whyNot={whyNotAws} tasks={tasks} />
      <TargetField redrive={redrive} />
      {way === 'weir' ? (
        <ByWeir facts={facts} redrive={redrive} mover={mover} />
      ) : (
        <>
          <TaskCost isFifo={facts.rules.type === 'fifo'} />
          <TaskStart facts={facts} redrive={redrive} tasks={tasks} />
        </>
      )}
    </form>
  )
}

/** Messages of this queue, put right and sent on without losing any. */
export function RedriveTab({ facts }: { facts: QueueFacts }) {
  const { connection, queueUrl } = facts
  const redrive = useRedrive(facts)
  const mover = useMove(redrive)
  const tasks = useTasks(facts)
  const moves = useMoves(connection.id)?.filter(
    ({ plan }) => plan.kind === 'redrive' && plan.queueUrl === queueUrl,
  )
  return (
    <div className={editing.tab}>
      <Guarded connection={connection} />
      <SplitPane
        name="redrive"
        initialPercent={52}
        left={<Form facts={facts} redrive={redrive} mover={mover} tasks={tasks} />}
        right={
          <>
            <TaskList facts={facts} tasks={tasks} />
            <MoveList connection={connection} moves={moves} />
          </>
        }
      />
    </div>
  )
}
