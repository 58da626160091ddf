import { QueryClient } from '@tanstack/react-query'
import type { WeirError } from './weir-error.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: WeirError
  }
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The default pauses when the browser thinks it is offline; an emulator on this machine works on a train.
        networkMode: 'always',
        // Reads are retried in main, within the connection's pace. Here it would only hide how long a failure took.
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 30_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
