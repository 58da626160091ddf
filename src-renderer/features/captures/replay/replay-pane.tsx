import { SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Capture, Connection } from '#contract'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
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
import type { Filter } from '../page/use-entries.ts'
import { targetKinds, useReplay } from './use-replay.ts'

interface ReplayPaneProps {
  capture: Capture
  filter: Filter | undefined
  /** How many are found; all of them where nothing is sought. */
  count: number
  connectionId: string
}

type Replay = ReturnType<typeof useReplay>

/** Of thousands the first of those that match; one types on for others. */
const CHOICES_MAX = 50

function TargetFields({ replay }: { replay: Replay }) {
  const { t } = useTranslation('moves')
  const { connections, connection, kind, places, address } = replay
  return (
    <section className={styles.section} aria-label={t('replay.to')}>
      <div className={styles.row}>
        <Select
          size="xs"
          className={styles.grow}
          label={t('replay.connection')}
          allowDeselect={false}
          data={connections.map(({ id, name }) => ({ value: id, label: name }))}
          value={connection?.id ?? null}
          onChange={(id) => {
            if (id !== null) replay.setConnection(id)
          }}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('replay.kind')}
          data={targetKinds.map((each) => ({ value: each, label: t(`replay.${each}`) }))}
          value={kind}
          onChange={(value) => {
            const picked = targetKinds.find((each) => each === value)
            if (picked !== undefined) replay.setKind(picked)
          }}
        />
      </div>
      <Select
        size="xs"
        searchable
        label={t('replay.to')}
        placeholder={t('redrive.pick')}
        nothingFoundMessage={t('redrive.noMatch')}
        limit={CHOICES_MAX}
        data={places.map(({ address: value, name }) => ({ value, label: name }))}
        value={address ?? null}
        onChange={(value) => {
          replay.setAddress(value ?? undefined)
        }}
      />
      <PaceFields
        draft={replay.draft}
        onDraft={replay.onDraft}
        kinds={['fast', 'rate', 'original']}
      />
    </section>
  )
}

interface StartBarProps extends Pick<ReplayPaneProps, 'capture' | 'count'> {
  replay: Replay
  mover: Mover
}

function StartBar({ capture, count, replay, mover }: StartBarProps) {
  const { t } = useTranslation('moves')
  const { plan, connection, toName } = replay
  const isAllowed = connection !== undefined && isGuardAtLeast(connection.guard, 'confirm')
  return (
    <StartButtons
      mover={mover}
      plan={count > 0 ? plan : undefined}
      whyNot={isAllowed ? undefined : t('replay.guard')}
      verb={t('replay.verb', { count })}
      canTryOut
      confirmation={(verb, limit) => {
        const what =
          limit === undefined ? t('redrive.confirmSome', { count }) : t('redrive.confirmCanary')
        const words = {
          ...{ to: toName, what, from: capture.name },
          connection: connection?.name ?? '',
        }
        return {
          title: t('replay.confirmTitle', words),
          body: t('replay.confirmBody', words),
          verb,
        }
      }}
    />
  )
}

function Form({ capture, count, replay, mover }: StartBarProps) {
  const { t } = useTranslation('moves')
  const isFifo = replay.toName.endsWith('.fifo')
  return (
    <form
      className={styles.form}
      aria-label={t('replay.title', { name: capture.name })}
      onSubmit={(event) => {
        event.preventDefault()
      }}
    >
      {replay.connection !== undefined && <Guarded connection={replay.connection} />}
      <TargetFields replay={replay} />
      <ShapeFields draft={replay.draft} onDraft={replay.onDraft} isFifo={isFifo} />
      <p className={`${styles.section} ${styles.dim}`}>{t('replay.cost')}</p>
      <StartBar capture={capture} count={count} replay={replay} mover={mover} />
      <Tried mover={mover} plan={replay.plan} />
    </form>
  )
}

function Replayed({ capture, connection }: { capture: Capture; connection: Connection }) {
  const moves = useMoves(connection.id)?.filter(
    ({ plan }) => plan.kind === 'replay' && plan.choice.captureId === capture.id,
  )
  return <MoveList connection={connection} moves={moves} />
}

/** Entries of a capture sent on, to any place of any connection; the capture keeps them. */
export function ReplayPane({ capture, filter, count, connectionId }: ReplayPaneProps) {
  const replay = useReplay({ capture, filter, connectionId })
  const mover = useMove(replay)
  const { connection } = replay
  return (
    <SplitPane
      name="replay"
      initialPercent={52}
      left={<Form capture={capture} count={count} replay={replay} mover={mover} />}
      right={
        connection && <Replayed key={connection.id} capture={capture} connection={connection} />
      }
    />
  )
}
