import { useMemo } from 'react'
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { MessageId } from '#contract'
import { classNames } from '../lib/class-names.ts'
import { useFormat } from '../lib/use-format.ts'
import type { Format } from '../lib/use-format.ts'
import type { DataColumn } from '../ui/data-column.ts'
import { MiddleTruncate } from '../ui/middle-truncate.tsx'
import styles from './message-columns.module.css'
import { MessageMarkList } from './message-mark-list.tsx'
import { MessageStateCell } from './message-state.tsx'
import type { MessageState } from './message-state.tsx'
import type { SeenMessage } from './seen-messages.ts'
import { visibleText } from './visible-text.ts'

export interface MessageRow {
  message: SeenMessage
  isChecked: boolean
  lastLookAtMs: number | undefined
  state: MessageState | undefined
}

export interface MessageColumnsOptions {
  isFifo: boolean
  maxReceiveCount: number | undefined
  onCheck: ((id: MessageId) => void) | undefined
  hasStates: boolean
}

interface Words {
  t: TFunction<'messages'>
  format: Format
}
type Column = DataColumn<MessageRow>

/** Not to be read as the queue's own word: gone, or not what was sent. */
function isFaint(row: MessageRow): boolean {
  return isGone(row) || row.message.damage !== undefined
}

function isGone({ message, lastLookAtMs }: MessageRow): boolean {
  return message.fate === 'deleted' || message.lastSeenAtMs < (lastLookAtMs ?? 0)
}

function checkColumn({ t }: Words, onCheck: (id: MessageId) => void): Column {
  return {
    id: 'check',
    header: t('table.ticked'),
    isHeaderHidden: true,
    width: '16px',
    cell: ({ message, isChecked }) => (
      <Checkbox
        size="xs"
        tabIndex={-1}
        aria-label={t('table.selectOne', { id: message.messageId })}
        checked={isChecked}
        disabled={message.fate === 'deleted'}
        onClick={(event) => {
          event.stopPropagation()
        }}
        onChange={() => {
          onCheck(message.messageId)
        }}
      />
    ),
  }
}

function sentColumn({ t, format }: Words): Column {
  return {
    id: 'sent',
    header: t('table.sent'),
    width: '76px',
    sortValue: ({ message }) => message.sentAtMs,
    cell: (row) => {
      const { sentAtMs } = row.message
      if (sentAtMs === undefined) return t('table.none')
      const isOld = (row.lastLookAtMs ?? 0) - sentAtMs > 86_400_000
      const shown = isOld ? format.dateTime(sentAtMs).slice(0, 10) : format.clock(sentAtMs)
      return (
        <span title={format.dateTime(sentAtMs)} className={classNames(isGone(row) && styles.gone)}>
          {shown}
        </span>
      )
    },
  }
}

function receivesColumn({ t, format }: Words, limit: number | undefined): Column {
  return {
    id: 'receives',
    header: t('table.receives'),
    width: '60px',
    align: 'right',
    largestFirst: true,
    sortValue: ({ message }) => message.receiveCount,
    cell: ({ message }) => (
      <span className={classNames(message.atReceiveLimit && styles.atLimit)}>
        {format.number(message.receiveCount)}
        {limit !== undefined && <span className={styles.limit}>/{format.number(limit)}</span>}
      </span>
    ),
  }
}

function groupColumn({ t }: Words): Column {
  return {
    id: 'group',
    header: t('table.group'),
    width: 'minmax(72px, 120px)',
    sortValue: ({ message }) => message.groupId,
    cell: ({ message }) =>
      message.groupId === undefined ? (
        t('table.none')
      ) : (
        <MiddleTruncate mono text={visibleText(message.groupId)} />
      ),
  }
}

function sizeColumn({ t, format }: Words): Column {
  return {
    id: 'size',
    header: t('table.size'),
    // Wide enough for `1,023.4 KiB`: a number that loses its first digit is another number.
    width: '76px',
    align: 'right',
    largestFirst: true,
    sortValue: ({ message }) => message.bodyBytes,
    cell: ({ message }) => format.bytes(message.bodyBytes),
  }
}

function bodyColumn({ t }: Words, hasStates: boolean): Column {
  return {
    id: 'body',
    header: t('table.body'),
    width: hasStates ? 'minmax(120px, 1fr)' : 'minmax(160px, 1fr)',
    cell: (row) => (
      <>
        <MessageMarkList message={row.message} lastLookAtMs={row.lastLookAtMs} />
        <span className={classNames(styles.preview, isFaint(row) && styles.gone)}>
          {visibleText(row.message.preview)}
        </span>
      </>
    ),
  }
}

function stateColumn(header: string): Column {
  return {
    id: 'state',
    header,
    width: 'minmax(88px, 124px)',
    sortValue: ({ state }) => state?.untilMs,
    cell: ({ state }) => (state === undefined ? null : <MessageStateCell state={state} />),
  }
}

export function useMessageColumns(options: MessageColumnsOptions): Column[] {
  const { isFifo, maxReceiveCount, onCheck, hasStates } = options
  const { t } = useTranslation('messages')
  const stateHeader = useTranslation('looks').t('state.header')
  const format = useFormat()
  return useMemo(() => {
    const words = { t, format }
    return [
      ...(onCheck === undefined ? [] : [checkColumn(words, onCheck)]),
      ...(hasStates ? [stateColumn(stateHeader)] : []),
      sentColumn(words),
      receivesColumn(words, maxReceiveCount),
      ...(isFifo ? [groupColumn(words)] : []),
      sizeColumn(words),
      bodyColumn(words, hasStates),
    ]
  }, [t, format, isFifo, maxReceiveCount, onCheck, hasStates, stateHeader])
}
