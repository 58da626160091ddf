import { IconSearchOff, IconStack2, IconStackPop, IconStar } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'

/** The endpoint has no SQS. */
export function WithoutQueues() {
  const { t } = useTranslation('queues')
  return (
    <EmptyState
      icon={<IconStackPop />}
      title={t('list.withoutQueues.title')}
      body={t('list.withoutQueues.body')}
    />
  )
}

function NoQueues({ region, onRefresh }: { region: string; onRefresh: () => void }) {
  const { t } = useTranslation('queues')
  return (
    <EmptyState
      icon={<IconStack2 />}
      title={t('list.empty.title', { region })}
      body={t('list.empty.body')}
      action={{ label: t('list.empty.action'), onClick: onRefresh }}
    />
  )
}

interface NoMatchProps {
  search: string
  /** How many queues the search hides. */
  hidden: number
  onClear: () => void
}

function NoMatch({ search, hidden, onClear }: NoMatchProps) {
  const { t } = useTranslation('queues')
  return (
    <EmptyState
      icon={<IconSearchOff />}
      title={t('list.noMatch.title', { search })}
      body={t('list.noMatch.body', { count: hidden })}
      action={{ label: t('list.noMatch.action'), onClick: onClear }}
    />
  )
}

function NoFavourites({ onShowAll }: { onShowAll: () => void }) {
  const { t } = useTranslation('queues')
  return (
    <EmptyState
      icon={<IconStar />}
      title={t('list.noFavourites.title')}
      body={t('list.noFavourites.body')}
      action={{ label: t('list.noFavourites.action'), onClick: onShowAll }}
    />
  )
}

interface NothingShownProps {
  region: string
  search: string
  /** How many queues there are all the same. */
  hidden: number
  onRefresh: () => void
  onShowAll: () => void
}

/** Why the list is empty: there are no queues, or the search or the filter hides them. */
export function NothingShown({ region, search, hidden, onRefresh, onShowAll }: NothingShownProps) {
  if (hidden === 0) return <NoQueues region={region} onRefresh={onRefresh} />
  if (search.trim() === '') return <NoFavourites onShowAll={onShowAll} />
  return <NoMatch search={search} hidden={hidden} onClear={onShowAll} />
}
