import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ScenariosPage } from '../features/scenarios/scenarios-page.tsx'

export function ScenariosRoute() {
  const from = '/c/$connectionId/scenarios'
  const { connectionId } = useParams({ from })
  const { name } = useSearch({ from })
  const navigate = useNavigate()
  return (
    <ScenariosPage
      scenario={name ?? 'store'}
      onScenario={(next) =>
        void navigate({ to: from, params: { connectionId }, search: { name: next }, replace: true })
      }
    />
  )
}
