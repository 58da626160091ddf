import { memo, useEffect, useId, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import type { EntryRow } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { useSteady } from '../../../lib/use-steady.ts'
import { visibleText } from '../../../parts/visible-text.ts'
import { MiddleTruncate } from '../../../ui/middle-truncate.tsx'
import { findRowForKey } from '../../../ui/table-keys.ts'
import { ROW_HEIGHT } from '../../../ui/use-row-window.ts'
import styles from '../captures.module.css'
import type { Entries } from './use-entries.ts'

const columns = ['position', 'time', 'key', 'receives', 'size', 'body'] as const
const rightAligned: ReadonlySet<string> = new Set(['position', 'receives', 'size'])
const hinted: ReadonlySet<string> = new Set(['key', 'receives'])

function isHinted(name: string): name is 'key' | 'receives' {
  return hinted.has(name)
}
const OVERSCAN = 12

function Header() {
  const { t } = useTranslation('captures')
  return (
    <div role="row" aria-rowindex={1} className={styles.headerRow}>
      {columns.map((name) => (
        <span
          key={name}
          role="columnheader"
          className={rightAligned.has(name) ? styles.right : undefined}
          title={isHinted(name) ? t(`columnHint.${name}`) : undefined}
        >
          {t(`column.${name}`)}
        </span>
      ))}
    </div>
  )
}

interface RowProps {
  row: EntryRow | undefined
  elementId: string
  at: number
  top: number
  isSelected: boolean
  onSelect: (index: number) => void
}

function Cells({ row }: { row: EntryRow }) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const { position, sentAtMs, groupId, partitionKey, receiveCount, bodyBytes } = row
  const key = groupId ?? partitionKey
  return (
    <>
      <span role="gridcell" className={styles.right}>
        {format.number(position)}
      </span>
      <span role="gridcell">
        {sentAtMs === undefined ? t('entry.none') : format.dateTime(sentAtMs)}
      </span>
      <span role="gridcell" className={styles.cell}>
        {key === undefined ? (
          <span className={styles.dim}>{t('entry.none')}</span>
        ) : (
          <MiddleTruncate text={visibleText(key)} />
        )}
      </span>
      <span role="gridcell" className={styles.right}>
        {receiveCount === undefined ? t('entry.none') : format.number(receiveCount)}
      </span>
      <span role="gridcell" className={styles.right}>
        {format.bytes(bodyBytes)}
      </span>
      <span role="gridcell" className={row.isText ? styles.preview : styles.dim}>
        {row.isText ? visibleText(row.preview) : t('entry.bytes')}
      </span>
    </>
  )
}

/** A row whose page is not read yet keeps its place. */
function PlainRow({ row, elementId, at, top, isSelected, onSelect }: RowProps) {
  return (
    <div
      role="row"
      id={elementId}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      aria-busy={row === undefined}
      className={styles.row}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={() => {
        onSelect(at)
      }}
    >
      {row === undefined ? <span role="gridcell">…</span> : <Cells row={row} />}
    </div>
  )
}
const Row = memo(PlainRow)

interface EntryTableProps {
  label: string
  entries: Entries
  /** The position of the entry that is open. */
  selected: number | undefined
  onSelect: (row: EntryRow) => void
  onOpen: () => void
}

/** The index of the selected entry, kept while its row is out of view. */
function useIndex({ entries, selected, onSelect }: EntryTableProps) {
  const last = useRef(-1)
  const select = useSteady((index: number) => {
    const row = entries.rowAt(index)
    if (row === undefined) return
    last.current = index
    onSelect(row)
  })
  return { last, select, hasSelection: selected !== undefined }
}

/** A million entries, a few in the DOM. */
export function EntryTable(props: EntryTableProps) {
  const { entries, label, selected, onOpen } = props
  const { count, rowAt } = entries
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { last, select, hasSelection } = useIndex(props)
  const onView = useSteady(entries.onView)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The sticky header lies above the first row and over the one scrolled to.
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  })
  const items = virtual.getVirtualItems()
  const [first, final] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => {
    onView(first, final)
  }, [onView, first, final])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') onOpen()
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const index = hasSelection ? last.current : -1
    const to = findRowForKey(event, { index, count, page })
    if (to === undefined) return
    event.preventDefault()
    virtual.scrollToIndex(to)
    select(to)
  }
  const open = items.find(({ index }) => rowAt(index)?.position === selected)
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-activedescendant={
        selected === undefined || open === undefined ? undefined : `${gridId}-${String(open.index)}`
      }
      tabIndex={0}
      className={styles.table}
      onKeyDown={onKeyDown}
    >
      <Header />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rowAt(index)
          return (
            <Row
              key={index}
              row={row}
              elementId={`${gridId}-${String(index)}`}
              at={index}
              top={start - ROW_HEIGHT}
              isSelected={row !== undefined && row.position === selected}
              onSelect={select}
            />
          )
        })}
      </div>
    </div>
  )
}
