import type { ReactNode } from 'react'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLinkPlus, IconRefresh, IconStar, IconStarFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import { SearchField } from '../../../ui/search-field.tsx'
import styles from './queue-list.module.css'

export interface ListToolbarProps {
  search: string
  onSearch: (text: string) => void
  shown: number
  /** Unknown until the list has been read. */
  total: number | undefined
  /** Pages of a long list are still coming. */
  isArriving: boolean
  isRefreshing: boolean
  onRefresh: () => void
  onlyFavourites: boolean
  onOnlyFavourites: (only: boolean) => void
  onAdd: () => void
  /** The way to a new queue. */
  create: ReactNode
  /** What can be done with the ticked rows; takes the place of the count. */
  selection: ReactNode
}

function Count({
  shown,
  total,
  isArriving,
}: Pick<ListToolbarProps, 'shown' | 'total' | 'isArriving'>) {
  const { t } = useTranslation('queues')
  const format = useFormat()
  if (total === undefined) return <span className={styles.count} />
  const words =
    shown === total
      ? t('list.total', { count: total, n: format.number(total) })
      : t('list.count', { shown: format.number(shown), total: format.number(total) })
  return (
    <span role="status" className={styles.count}>
      {isArriving ? t('list.arriving', { words }) : words}
    </span>
  )
}

interface ToolProps {
  label: string
  keys?: string
  pressed?: boolean
  loading?: boolean
  onClick: () => void
  children: ReactNode
}

function Tool({ label, keys, pressed, loading = false, onClick, children }: ToolProps) {
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

export function ListToolbar(props: ListToolbarProps) {
  const { onlyFavourites } = props
  const { t } = useTranslation('queues')
  const Star = onlyFavourites ? IconStarFilled : IconStar
  return (
    <div className={styles.toolbar}>
      <SearchField
        label={t('list.search')}
        value={props.search}
        className={styles.search}
        onChange={props.onSearch}
      />
      <Tool
        label={t('list.favouritesOnly')}
        keys="F"
        pressed={onlyFavourites}
        onClick={() => {
          props.onOnlyFavourites(!onlyFavourites)
        }}
      >
        <Star size={16} stroke={1.5} />
      </Tool>
      {props.selection ?? (
        <Count shown={props.shown} total={props.total} isArriving={props.isArriving} />
      )}
      <Tool label={t('add.open')} keys="a" onClick={props.onAdd}>
        <IconLinkPlus size={16} stroke={1.5} />
      </Tool>
      <Tool
        label={t('list.refresh')}
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
