import { useState } from 'react'
import { keepView, recallView } from '../lib/view-memory.ts'

export interface TableSelectionOptions {
  /** Under this name scroll and selection are kept while the window lives. */
  memoryKey?: string
  /** Give both to own the selection; without them the table keeps it. */
  selectedId?: string | undefined
  onSelect?: (id: string) => void
}

export interface TableSelection {
  selected: string | undefined
  select: (id: string) => void
}

export function useTableSelection(options: TableSelectionOptions): TableSelection {
  const { memoryKey, selectedId, onSelect } = options
  const [own, setOwn] = useState(() =>
    memoryKey === undefined ? undefined : recallView(memoryKey).selectedId,
  )
  const select = (id: string): void => {
    setOwn(id)
    if (memoryKey !== undefined) keepView(memoryKey, { selectedId: id })
    onSelect?.(id)
  }
  return { selected: onSelect === undefined ? own : selectedId, select }
}
