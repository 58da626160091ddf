import { IconSearchOff, IconStack2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'

export function NoQueues({ region, onRefresh }: { region: string; onRefresh: () => void }) {
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

export function NoMatch({ search, hidden, onClear }: NoMatchProps) {
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
