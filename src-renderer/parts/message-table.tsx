import { useMemo } from 'react'
import type { MessageId } from '#contract'
import { DataTable } from '../ui/data-table.tsx'
import type { MessageRow } from './message-columns.tsx'
import { useMessageColumns } from './message-columns.tsx'
import { useTranslation } from 'react-i18next'
import styles from './message-columns.module.css'
import type { MessageState } from './message-state.tsx'
import type { Seen } from './seen-messages.ts'

export interface MessageTableProps {
  seen: Seen
  isFifo: boolean
  maxReceiveCount: number | undefined
  checked: ReadonlySet<MessageId>
  /** Absent where nothing can be done with a selection; the checkboxes are then left out. */
  onCheck: ((id: MessageId) => void) | undefined
  /** Where messages are now, for those of which it is known; without any there is no such column. */
  states?: ReadonlyMap<MessageId, MessageState>
  selectedId: MessageId | undefined
  onSelect: (id: MessageId) => void
  onOpen: () => void
}

const noStates: ReadonlyMap<MessageId, MessageState> = new Map()

function getId({ message }: MessageRow): string {
  return message.messageId
}

/** The messages that looks brought. j and k move, Enter opens, Space ticks. */
export function MessageTable(props: MessageTableProps) {
  const { seen, checked, isFifo, maxReceiveCount, onCheck, onSelect, states = noStates } = props
  const { t } = useTranslation('messages')
  const columns = useMessageColumns({
    isFifo,
    maxReceiveCount,
    onCheck,
    hasStates: states.size > 0,
  })
  const rows = useMemo(
    () =>
      seen.messages.map((message) => ({
        message,
        isChecked: checked.has(message.messageId),
        lastLookAtMs: seen.lastLook?.atMs,
        state: states.get(message.messageId),
      })),
    [seen, checked, states],
  )
  const select = (id: string): void => {
    const row = seen.messages.find(({ messageId }) => messageId === id)
    if (row !== undefined) onSelect(row.messageId)
  }
  return (
    <div className={styles.table}>
      <DataTable
        label={t('table.label')}
        rows={rows}
        columns={columns}
        getId={getId}
        autoFocus
        selectedId={props.selectedId}
        onSelect={select}
        onOpen={props.onOpen}
        onToggle={({ message }) => onCheck?.(message.messageId)}
      />
    </div>
  )
}
