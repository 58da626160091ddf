import { useMemo, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CONSUMERS_MAX, isStreamName } from '#contract'
import type { StreamConsumer } from '#contract'
import { read } from '../../../api/read.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { useChangeWords } from '../../../parts/change-words.ts'
import type { DataColumn } from '../../../ui/data-column.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import styles from './manage.module.css'
import { StreamDialog } from './stream-dialog.tsx'
import { useWhyNoChange } from './stream-guarded.ts'
import { useStreamChange } from './use-stream-change.ts'

/** While one of them is in the making. */
const SETTLE_MS = 2_000

interface RegisterDialogProps {
  facts: StreamFacts
  consumers: readonly StreamConsumer[]
  onClose: () => void
}

/** A new consumer: what it costs and changes is said before it is asked for. */
function RegisterDialog({ facts, consumers, onClose }: RegisterDialogProps) {
  const { t } = useTranslation('stream-change')
  const changing = useStreamChange(facts, 'streams.registerConsumer')
  const [name, setName] = useState('')
  const { connection, streamArn, name: stream, detail } = facts
  const isTaken = consumers.some((each) => each.name === name)
  const isDone = changing.outcome?.state === 'done'
  const isWrong = name !== '' && !isStreamName(name)
  const problem = isTaken && !isDone ? t('consumers.taken') : undefined
  const shards = detail?.openShards ?? 0
  return (
    <StreamDialog
      title={t('consumers.registerTitle')}
      verb={t('consumers.register')}
      isReady={isStreamName(name) && !isTaken}
      changing={changing}
      onSubmit={() => {
        const words = { name, stream, connection: connection.name, count: shards }
        void changing.change(
          { connectionId: connection.id, streamArn, name },
          {
            title: t('consumers.confirmTitle', words),
            body: t('consumers.confirmBody', words),
            verb: t('consumers.register'),
            done: t('consumers.registered', words),
          },
        )
      }}
      onClose={onClose}
    >
      <AttentionLine>{t('consumers.cost', { count: shards })}</AttentionLine>
      <TextInput
        size="xs"
        data-autofocus
        label={t('consumers.name')}
        description={t('create.nameHint')}
        autoComplete="off"
        spellCheck={false}
        value={name}
        error={isWrong ? t('create.nameHint') : problem}
        onChange={(event) => {
          setName(event.currentTarget.value.trim())
        }}
      />
      <p className={styles.dim}>{t('consumers.note', { max: CONSUMERS_MAX })}</p>
    </StreamDialog>
  )
}

const initialSort = { id: 'name', desc: false }

function getId({ consumerArn }: StreamConsumer): string {
  return consumerArn
}

interface TableProps {
  consumers: readonly StreamConsumer[]
  why: string | undefined
  onRemove: (consumer: StreamConsumer) => void
}

function ConsumerTable({ consumers, why, onRemove }: TableProps) {
  const { t } = useTranslation('stream-change')
  const format = useFormat()
  const columns = useMemo(
    (): DataColumn<StreamConsumer>[] => [
      {
        id: 'name',
        header: t('consumers.column.name'),
        width: 'minmax(200px, 1fr)',
        sortValue: ({ name }) => name,
        cell: ({ name, consumerArn }) => <span title={consumerArn}>{name}</span>,
      },
      {
        id: 'status',
        header: t('consumers.column.status'),
        width: '120px',
        cell: ({ status }) => (status === undefined ? '–' : t(`consumers.status.${status}`)),
      },
      {
        id: 'created',
        header: t('consumers.column.created'),
        width: '200px',
        cell: ({ createdAtMs }) => (createdAtMs === undefined ? '–' : format.dateTime(createdAtMs)),
      },
      {
        id: 'remove',
        header: '',
        width: '120px',
        cell: (consumer) => (
          <Button
            variant="subtle"
            size="compact-xs"
            disabled={why !== undefined || consumer.status === 'DELETING'}
            title={why}
            aria-label={t('consumers.removeOf', { name: consumer.name })}
            onClick={() => {
              onRemove(consumer)
            }}
          >
            {t('consumers.remove')}
          </Button>
        ),
      },
    ],
    [t, format, why, onRemove],
  )
  return (
    <DataTable
      label={t('consumers.title')}
      rows={consumers}
      columns={columns}
      getId={getId}
      initialSort={initialSort}
    />
  )
}

/** The consumers that are registered for enhanced fan-out, each with its own 2 MiB a second and shard. */
export function ConsumersPart({ facts }: { facts: StreamFacts }) {
  const { t } = useTranslation('stream-change')
  const wordError = useChangeWords()
  const why = useWhyNoChange(facts)
  const { connection, streamArn } = facts
  const [isAdding, setAdding] = useState(false)
  const removing = useStreamChange(facts, 'streams.deregisterConsumer')
  const query = useQuery({
    ...read('streams.listConsumers', { connectionId: connection.id, streamArn }),
    refetchInterval: ({ state }) =>
      state.data?.consumers.some(({ status = 'ACTIVE' }) => status !== 'ACTIVE') === true
        ? SETTLE_MS
        : false,
  })
  const consumers = query.data?.consumers
  const isLacking = query.error?.detail.params['name'] === 'UnknownOperationException'
  const remove = ({ name, consumerArn }: StreamConsumer): void => {
    void removing.change(
      { connectionId: connection.id, streamArn, consumerArn },
      {
        title: t('consumers.removeTitle', { name }),
        body: t('consumers.removeBody', { name, stream: facts.name, connection: connection.name }),
        verb: t('consumers.remove'),
        done: t('consumers.removed', { name }),
        danger: true,
      },
    )
  }
  return (
    <>
      <h2 className={styles.section}>
        {t('consumers.title')}
        <Button
          variant="default"
          size="xs"
          disabled={why !== undefined || consumers === undefined}
          title={why}
          onClick={() => {
            setAdding(true)
          }}
        >
          {t('consumers.add')}
        </Button>
      </h2>
      <ChangeOutcome
        outcome={removing.outcome}
        onReread={() => void removing.reread()}
        onDismiss={removing.dismiss}
      />
      {query.isPending && <SkeletonRows count={2} />}
      {isLacking && <p className={styles.none}>{t('consumers.lacking')}</p>}
      {query.error !== null && !isLacking && consumers === undefined && (
        <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
      )}
      {consumers?.length === 0 && <p className={styles.none}>{t('consumers.none')}</p>}
      {consumers !== undefined && consumers.length > 0 && (
        <div className={styles.table}>
          <ConsumerTable consumers={consumers} why={why} onRemove={remove} />
        </div>
      )}
      {isAdding && consumers !== undefined && (
        <RegisterDialog
          facts={facts}
          consumers={consumers}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </>
  )
}
