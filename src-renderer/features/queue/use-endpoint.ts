import { useState } from 'react'
import type { Connection } from '#contract'
import { useFeed } from '../../api/use-feed.ts'

/** Where a connection's service answers, for commands to copy. Undefined on AWS, which the CLI finds by region. */
export function useEndpoint({ target }: Connection): string | undefined {
  const [sandbox, setSandbox] = useState<string>()
  useFeed('sandbox.watch', target.kind === 'sandbox' ? {} : undefined, {
    onItem: ({ sqsEndpoint }) => {
      setSandbox(sqsEndpoint)
    },
  })
  return target.kind === 'emulator' ? target.endpoint : sandbox
}
