import { useMemo } from 'react'
import { IconCheck, IconHelpCircle, IconMinus, IconTable } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import { useStore } from '../../lib/store.ts'
import type { DataColumn } from '../../ui/data-column.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { AttentionLine } from '../attention-line.tsx'
import styles from './filter-lab.module.css'
import type { LabMemory, LabPolicy, LabSubscription } from './lab-memory.ts'
import { labelOf } from './lab-message.ts'
import type { LabMessage } from './lab-message.ts'
import { DRAFT, isEdited, useJudged } from './use-lab.ts'

/** More columns nobody reads; each is a cell in every row. */
const COLUMNS_MAX = 50

interface JudgedPolicy {
  id: string
  name: string
  text: string
  scope: LabPolicy['scope']
}

interface MatrixRow {
  message: LabMessage
  label: string
  /** By the id of a policy; undefined where SNS would refuse it, or while nothing is judged yet. */
  passes: ReadonlyMap<string, boolean | undefined>
}

function Cell({ passes }: { passes: boolean | undefined }) {
  const { t } = useTranslation('filters')
  if (passes === undefined) {
    return (
      <IconHelpCircle
        size={14}
        role="img"
        aria-label={t('matrix.refused')}
        className={styles.fails}
      />
    )
  }
  const Icon = passes ? IconCheck : IconMinus
  return (
    <Icon
      size={14}
      role="img"
      aria-label={t(passes ? 'matrix.delivered' : 'matrix.notDelivered')}
      className={passes ? styles.passes : styles.fails}
    />
  )
}

function usePolicies({ memory, subscriptions }: Pick<MatrixProps, 'memory' | 'subscriptions'>) {
  const { t } = useTranslation('filters')
  const policy = useStore(memory.policy)
  const arn = useStore(memory.arn)
  return useMemo((): JudgedPolicy[] => {
    const from = subscriptions.find((each) => each.arn === arn)
    const edited = { id: DRAFT, name: t('matrix.edited'), ...policy }
    const shown = subscriptions
      .slice(0, COLUMNS_MAX)
      .map(({ arn: id, name, policy: text, scope }) => ({ id, name, text, scope }))
    return isEdited(policy, from) ? [edited, ...shown] : shown
  }, [t, policy, arn, subscriptions])
}

function useColumns(policies: readonly JudgedPolicy[]): DataColumn<MatrixRow>[] {
  const { t } = useTranslation('filters')
  return useMemo(
    () => [
      {
        id: 'message',
        header: t('matrix.message'),
        width: 'minmax(240px, 1fr)',
        cell: ({ message, label }) => (
          <span className={styles.label}>
            {message.id === DRAFT && <span className={styles.dim}>{t('matrix.draft')} </span>}
            {label}
          </span>
        ),
      },
      ...policies.map(({ id, name, text }) => ({
        id,
        header: name,
        hint:
          text.trim() === '' ? t('matrix.everything', { name }) : `${name} ${text.slice(0, 1000)}`,
        width: '88px',
        // Those that get it first.
        sortValue: ({ passes }: MatrixRow) => Number(passes.get(id) ?? false),
        largestFirst: true,
        cell: ({ passes }: MatrixRow) => <Cell passes={passes.get(id)} />,
      })),
    ],
    [t, policies],
  )
}

interface MatrixProps {
  memory: LabMemory
  subscriptions: readonly LabSubscription[]
  messages: readonly LabMessage[]
}

/** Opens a message in the editors. What was there is lost unless it was kept. */
function openMessage(memory: LabMemory, { body, attributes }: LabMessage): void {
  memory.draft.set({ body, attributes })
  memory.mode.set('one')
}

/** Which message each subscription gets. */
export function MessageMatrix({ memory, subscriptions, messages }: MatrixProps) {
  const { t } = useTranslation('filters')
  const wordError = useErrorWords()
  const policies = usePolicies({ memory, subscriptions })
  const columns = useColumns(policies)
  const asked = useMemo(
    () => policies.map(({ id, text, scope }) => ({ id, text, scope })),
    [policies],
  )
  const { data, error, refetch } = useJudged(asked, messages)
  const rows = useMemo(
    () =>
      messages.map((message, index): MatrixRow => {
        const passes = data?.rows.map(({ id, passes: all }) => [id, all?.[index]] as const) ?? []
        return { message, label: labelOf(message), passes: new Map(passes) }
      }),
    [messages, data],
  )
  if (messages.length === 0) {
    return (
      <EmptyState
        icon={<IconTable />}
        title={t('matrix.empty.title')}
        body={t('matrix.empty.body')}
        action={{
          label: t('matrix.empty.action'),
          onClick: () => {
            memory.mode.set('one')
          },
        }}
      />
    )
  }
  const hidden = subscriptions.length - COLUMNS_MAX
  return (
    <>
      {error !== null && (
        <ErrorNotice compact words={wordError(error)} onRetry={() => void refetch()} />
      )}
      {hidden > 0 && (
        <div className={styles.notice}>
          <AttentionLine>{t('matrix.hidden', { count: hidden, shown: COLUMNS_MAX })}</AttentionLine>
        </div>
      )}
      <DataTable
        label={t('matrix.title')}
        rows={rows}
        columns={columns}
        getId={({ message }) => message.id}
        onOpen={({ message }) => {
          openMessage(memory, message)
        }}
        autoFocus
      />
    </>
  )
}
