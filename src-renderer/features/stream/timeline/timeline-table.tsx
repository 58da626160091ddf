import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { Range } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import type { RecordRow } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { useSteady } from '../../../lib/use-steady.ts'
import { findRowForKey } from '../../../ui/table-keys.ts'
import { ROW_HEIGHT } from '../../../ui/use-row-window.ts'
import { TimelineRow } from './timeline-cells.tsx'
import styles from './timeline.module.css'
import type { Timeline } from './timeline-rows.ts'

interface TimelineTableProps {
  label: string
  timeline: Timeline
  selected: number | undefined
  onSelect: (row: RecordRow) => void
  onOpen: () => void
}

const columns = ['time', 'shard', 'key', 'size', 'record'] as const
const rightAligned: ReadonlySet<string> = new Set(['shard', 'size'])

function Header() {
  const { t } = useTranslation('timeline')
  return (
    <div role="row" aria-rowindex={1} className={styles.headerRow}>
      {columns.map((name) => (
        <span
          key={name}
          role="columnheader"
          className={rightAligned.has(name) ? styles.right : undefined}
          title={t(`column.hint.${name}`)}
        >
          {t(`column.${name}`)}
        </span>
      ))}
    </div>
  )
}

/** Whether the newest row is kept in view: until the user scrolls up, and again when they come back. */
function useFollow({ rows, letGo }: Timeline) {
  const scroller = useRef<HTMLDivElement>(null)
  const [isFollowing, setFollowing] = useState(true)
  const [seen, setSeen] = useState(0)
  const last = useRef({ top: 0, letGo })
  const received = rows.length + letGo
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    if (isFollowing) element.scrollTop = element.scrollHeight
    // What was let go in front must not move what is being read.
    else element.scrollTop -= Math.max(0, letGo - last.current.letGo) * ROW_HEIGHT
    last.current = { top: element.scrollTop, letGo }
  }, [isFollowing, rows, letGo])
  const onScroll = (): void => {
    const element = scroller.current
    if (element === null) return
    const { scrollTop, scrollHeight, clientHeight } = element
    // Rows that come make the table longer: only who scrolls up wants to stay there.
    if (isFollowing && scrollTop < last.current.top - 1) {
      setFollowing(false)
      setSeen(received)
    }
    if (!isFollowing && scrollHeight - scrollTop - clientHeight < 1) setFollowing(true)
    last.current.top = scrollTop
  }
  const follow = (): void => {
    setFollowing(true)
  }
  return { scroller, isFollowing, fresh: received - seen, onScroll, follow }
}

const OVERSCAN = 12

/** The rows that are in view once the newest is: at once, not only when the table has been scrolled there. */
function newestRows({ startIndex, endIndex, count }: Range): number[] {
  const shown = Math.min(count, endIndex - startIndex + 1)
  return Array.from({ length: shown }, (_, at) => count - shown + at)
}

/** Which rows are in the DOM. It begins at the newest. */
function useRows(
  scroller: RefObject<HTMLDivElement | null>,
  { count, isFollowing }: { count: number; isFollowing: boolean },
) {
  const [initialOffset] = useState(count * ROW_HEIGHT)
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor: isFollowing ? newestRows : defaultRangeExtractor,
    // The sticky header lies above the first row and over the one scrolled to.
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    initialOffset,
  })
}

function useSelection({ timeline, selected, onSelect, onOpen }: TimelineTableProps) {
  const { rows } = timeline
  const at = selected === undefined ? -1 : rows.findIndex(({ index }) => index === selected)
  const keyed = (event: KeyboardEvent, page: number): number | undefined => {
    if (event.key === 'Enter') onOpen()
    // With nothing selected the keys begin at the newest, which is what is in view.
    const index = at === -1 ? rows.length : at
    const to = findRowForKey(event, { index, count: rows.length, page })
    const row = to === undefined ? undefined : rows[to]
    if (row !== undefined) onSelect(row)
    return to
  }
  return { at, keyed }
}

/** Records as they come, the newest at the end, which stays in view until the user looks further up. */
export function TimelineTable(props: TimelineTableProps) {
  const { timeline, label, selected } = props
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const gridId = useId()
  const { rows } = timeline
  const { scroller, isFollowing, fresh, onScroll, follow } = useFollow(timeline)
  const virtual = useRows(scroller, { count: rows.length, isFollowing })
  const items = virtual.getVirtualItems()
  const { at, keyed } = useSelection(props)
  const onSelect = useSteady(props.onSelect)
  useEffect(() => {
    scroller.current?.focus({ preventScroll: true })
  }, [scroller])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const to = keyed(event, page)
    if (to === undefined) return
    event.preventDefault()
    virtual.scrollToIndex(to)
  }
  return (
    <div className={styles.tableArea}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={at === -1 ? undefined : `${gridId}-${String(selected)}`}
        tabIndex={0}
        className={styles.table}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <Header />
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            return row === undefined ? null : (
              <TimelineRow
                // Thousands come in a second: a row that goes out of view becomes one that comes in.
                key={item.index % items.length}
                t={t}
                row={row}
                elementId={`${gridId}-${String(row.index)}`}
                at={item.index}
                top={item.start - ROW_HEIGHT}
                isSelected={row.index === selected}
                onSelect={onSelect}
              />
            )
          })}
        </div>
      </div>
      {!isFollowing && (
        <Button
          size="xs"
          className={styles.newest ?? ''}
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={follow}
        >
          {fresh > 0
            ? t('newest.count', { count: fresh, n: format.number(fresh) })
            : t('newest.none')}
        </Button>
      )}
    </div>
  )
}
