import { IconMapQuestion } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'

export function MissingPage() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  return (
    <EmptyState
      icon={<IconMapQuestion />}
      title={t('missing.title')}
      body={t('missing.body')}
      action={{ label: t('missing.back'), onClick: () => void navigate({ to: '/' }) }}
    />
  )
}
