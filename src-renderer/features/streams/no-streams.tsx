import { IconSearchOff, IconWaveSine } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'

/** The endpoint has no Kinesis. */
export function WithoutStreams() {
  const { t } = useTranslation('streams')
  return (
    <EmptyState
      icon={<IconWaveSine />}
      title={t('list.withoutStreams.title')}
      body={t('list.withoutStreams.body')}
    />
  )
}

interface NothingShownProps {
  region: string
  search: string
  /** How many streams there are all the same. */
  hidden: number
  onRefresh: () => void
  onShowAll: () => void
}

/** Why the list is empty: there are no streams, or the search hides them. */
export function NothingShown({ region, search, hidden, onRefresh, onShowAll }: NothingShownProps) {
  const { t } = useTranslation('streams')
  if (hidden > 0) {
    return (
      <EmptyState
        icon={<IconSearchOff />}
        title={t('list.noMatch.title', { search })}
        body={t('list.noMatch.body', { count: hidden })}
        action={{ label: t('list.noMatch.action'), onClick: onShowAll }}
      />
    )
  }
  return (
    <EmptyState
      icon={<IconWaveSine />}
      title={t('list.empty.title', { region })}
      body={t('list.empty.body')}
      action={{ label: t('list.empty.action'), onClick: onRefresh }}
    />
  )
}
