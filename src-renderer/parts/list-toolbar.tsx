import type { ReactNode } from 'react'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLinkPlus, IconRefresh } from '@tabler/icons-react'
import { SearchField } from '../ui/search-field.tsx'
import styles from './list-toolbar.module.css'

export interface ListToolbarProps {
  search: string
  searchLabel: string
  onSearch: (text: string) => void
  /** How many there are, and are shown, in words; unknown until the list has been read. */
  count: string | undefined
  refreshLabel: string
  isRefreshing: boolean
  onRefresh: () => void
  addLabel: string
  onAdd: () => void
  /** What else narrows the list, beside the search. */
  filters?: ReactNode
  /** The way to a new one. */
  create?: ReactNode
  /** What can be done with the ticked rows; takes the place of the count. */
  selection?: ReactNode
}

interface ToolProps {
  label: string
  keys?: string
  pressed?: boolean
  loading?: boolean
  onClick: () => void
  children: ReactNode
}

/** A button of the toolbar: an icon that says what it does when pointed at. */
export function Tool({ label, keys, pressed, loading = false, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={pressed === true ? 'light' : 'subtle'}
        {...(pressed === true ? {} : { color: 'gray' })}
        aria-label={label}
        aria-keyshortcuts={keys}
        aria-pressed={pressed}
        loading={loading}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

function Count({ words }: { words: string | undefined }) {
  if (words === undefined) return <span className={styles.count} />
  return (
    <span role="status" className={styles.count}>
      {words}
    </span>
  )
}

/** Above a list of queues, topics or streams: search, how many, and what can be done with the list. */
export function ListToolbar(props: ListToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <SearchField
        label={props.searchLabel}
        value={props.search}
        className={styles.search}
        onChange={props.onSearch}
      />
      {props.filters}
      {props.selection ?? <Count words={props.count} />}
      <Tool label={props.addLabel} keys="a" onClick={props.onAdd}>
        <IconLinkPlus size={16} stroke={1.5} />
      </Tool>
      <Tool
        label={props.refreshLabel}
        keys="r"
        loading={props.isRefreshing}
        onClick={props.onRefresh}
      >
        <IconRefresh size={16} stroke={1.5} />
      </Tool>
      {props.create}
    </div>
  )
}
