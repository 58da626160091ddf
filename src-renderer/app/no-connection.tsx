import { IconPlugOff } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'

/** The address names a connection that is not saved (any more). */
export function NoConnection() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const openSandbox = (): void => {
    void navigate({ to: '/c/$connectionId/overview', params: { connectionId: 'sandbox' } })
  }
  return (
    <EmptyState
      icon={<IconPlugOff />}
      title={t('noConnection.title')}
      body={t('noConnection.sentence')}
      action={{ label: t('noConnection.action'), onClick: openSandbox }}
    />
  )
}
