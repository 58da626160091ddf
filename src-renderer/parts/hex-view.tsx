import { useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { HEX_ROW_BYTES, hexRow } from './hex-dump.ts'
import styles from './hex-view.module.css'

const ROW_HEIGHT = 18
const OVERSCAN = 30

/** Bytes sixteen to a row. Rows are made when they come into view: a megabyte has 65,536 of them. */
export function HexView({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: Math.ceil(bytes.length / HEX_ROW_BYTES),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  return (
    <div ref={scroller} role="group" aria-label={label} tabIndex={0} className={styles.scroll}>
      <div className={styles.whole} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={styles.row} style={{ top: start }}>
            {hexRow(bytes, index * HEX_ROW_BYTES)}
          </div>
        ))}
      </div>
    </div>
  )
}
