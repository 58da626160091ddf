import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { read } from '../../api/read.ts'
import { queuePlaces } from './tour-steps.ts'
import type { TourStep } from './tour-steps.ts'

const connectionId = 'sandbox'

/** Goes to where a step is tried; to the list of queues where the user has deleted the one it names. */
export function useTourPlace(): (step: TourStep) => void {
  const navigate = useNavigate()
  const { data } = useQuery(read('queues.list', { connectionId }))
  return (step) => {
    const params = { connectionId }
    if (step === 'sandbox') return void navigate({ to: '/c/$connectionId/overview', params })
    if (step === 'scenarios') return void navigate({ to: '/c/$connectionId/scenarios', params })
    const { name, tab } = queuePlaces[step]
    const queue = data?.queues.find((each) => each.name === name)
    if (queue === undefined) return void navigate({ to: '/c/$connectionId/queues', params })
    return void navigate({
      to: '/c/$connectionId/queues/$queueName',
      params: { connectionId, queueName: name },
      search: { url: queue.queueUrl, tab },
    })
  }
}
