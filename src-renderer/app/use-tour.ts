import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { read } from '../api/read.ts'
import { startTour, tourStep } from '../features/tour/tour-store.ts'
import { useStore } from '../lib/store.ts'
import { usePreferences } from './use-preferences.ts'

/** Whether the tour shows. It begins by itself in the first sandbox window of a machine, which notes so at once. */
export function useTour(connectionId: string): boolean {
  const { data } = useQuery(read('settings.get', {}))
  const { update } = usePreferences()
  const isDone = useRef(false)
  const isDue = data !== undefined && data.isTourShown !== true && connectionId === 'sandbox'
  useEffect(() => {
    if (!isDue || isDone.current) return
    isDone.current = true
    startTour()
    update({ isTourShown: true })
  }, [isDue, update])
  return useStore(tourStep) !== undefined
}

/** Begins the tour where it begins: in the sandbox. */
export function useOpenTour(): () => void {
  const navigate = useNavigate()
  return () => {
    startTour()
    void navigate({ to: '/c/$connectionId/overview', params: { connectionId: 'sandbox' } })
  }
}
