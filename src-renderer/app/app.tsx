import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from '../api/query-client.ts'
import { cspNonce } from '../lib/csp-nonce.ts'
import { ConfirmProvider } from './confirm-provider.tsx'
import { resolveColors } from './mantine-colors.ts'
import { router } from './router.tsx'
import { theme } from './theme.ts'

const queryClient = createQueryClient()

export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={resolveColors}
      getStyleNonce={cspNonce}
    >
      <QueryClientProvider client={queryClient}>
        <ConfirmProvider>
          <RouterProvider router={router} />
        </ConfirmProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
