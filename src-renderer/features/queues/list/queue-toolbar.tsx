import type { ReactNode } from 'react'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import { ListToolbar, Tool } from '../../../parts/list-toolbar.tsx'

interface QueueToolbarProps {
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
  create: ReactNode
  selection: ReactNode
}

function useCount({ shown, total, isArriving }: QueueToolbarProps): string | undefined {
  const { t } = useTranslation('queues')
  const format = useFormat()
  if (total === undefined) return undefined
  const words =
    shown === total
      ? t('list.total', { count: total, n: format.number(total) })
      : t('list.count', { shown: format.number(shown), total: format.number(total) })
  return isArriving ? t('list.arriving', { words }) : words
}

export function QueueToolbar(props: QueueToolbarProps) {
  const { onlyFavourites } = props
  const { t } = useTranslation('queues')
  const Star = onlyFavourites ? IconStarFilled : IconStar
  return (
    <ListToolbar
      search={props.search}
      searchLabel={t('list.search')}
      onSearch={props.onSearch}
      count={useCount(props)}
      refreshLabel={t('list.refresh')}
      isRefreshing={props.isRefreshing}
      onRefresh={props.onRefresh}
      addLabel={t('add.open')}
      onAdd={props.onAdd}
      create={props.create}
      selection={props.selection}
      filters={
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
      }
    />
  )
}
