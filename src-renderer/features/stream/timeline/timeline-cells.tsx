import { memo } from 'react'
import type { TFunction } from 'i18next'
import type { RecordRow } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { visibleText } from '../../../parts/visible-text.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import styles from './timeline.module.css'

/** `3` of `shardId-000000000003`: the rest is the same for all. */
export function shardNumber(shardId: string): string {
  return /^shardId-0*(\d+)$/.exec(shardId)?.[1] ?? shardId
}

function Preview({ row, t }: Pick<TimelineRowProps, 'row' | 't'>) {
  return (
    <>
      {row.subSequence !== undefined && (
        <span className={styles.mark} title={t('row.kplHint')}>
          {t('row.kpl', { n: row.subSequence })}
        </span>
      )}
      {row.frameFailure !== undefined && (
        <span className={styles.attention}>{t(`row.frame.${row.frameFailure}`)}</span>
      )}
      {row.isText ? (
        <span className={styles.preview}>{visibleText(row.preview)}</span>
      ) : (
        <span className={styles.dim}>{t('row.bytes')}</span>
      )}
    </>
  )
}

interface TimelineRowProps {
  /** The table's: asking for it is a dozen hooks, for each row of which thousands come. */
  t: TFunction<'timeline'>
  row: RecordRow
  elementId: string
  at: number
  top: number
  isSelected: boolean
  onSelect: (row: RecordRow) => void
}

function PlainRow({ t, row, elementId, at, top, isSelected, onSelect }: TimelineRowProps) {
  const format = useFormat()
  const { arrivalMs, partitionKey } = row
  const time =
    arrivalMs === undefined
      ? t('row.none')
      : `${format.clock(arrivalMs).slice(0, 8)}.${String(arrivalMs % 1000).padStart(3, '0')}`
  return (
    <div
      role="row"
      id={elementId}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      data-index={row.index}
      className={styles.row}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={() => {
        onSelect(row)
      }}
    >
      <span role="gridcell" title={arrivalMs === undefined ? '' : format.dateTime(arrivalMs)}>
        {time}
      </span>
      <span role="gridcell" className={styles.right} title={row.shardId}>
        {shardNumber(row.shardId)}
      </span>
      <span role="gridcell" className={styles.cell}>
        {partitionKey === undefined ? (
          <span className={styles.dim}>{t('row.none')}</span>
        ) : (
          <MiddleTruncate text={visibleText(partitionKey)} />
        )}
      </span>
      <span role="gridcell" className={styles.right}>
        {format.bytes(row.bytes)}
      </span>
      <span role="gridcell" className={styles.cell}>
        <Preview row={row} t={t} />
      </span>
    </div>
  )
}

/** A row renders when another record is to be in it: what is in a record never changes. */
export const TimelineRow = memo(PlainRow)
