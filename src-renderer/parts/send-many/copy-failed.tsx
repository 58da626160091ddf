import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionId, InputOf, OutputOf, Sendable, SendId } from '#contract'
import { call } from '../../api/client.ts'
import { useCopy } from '../use-copy.ts'
import { toLines } from './parse-lines.ts'

/** A page of whole messages; main ends it earlier where they are large. */
const PAGE_SIZE = 500

async function failedOf(connectionId: ConnectionId, sendId: SendId): Promise<Sendable[]> {
  const messages: Sendable[] = []
  let offset: number | undefined = 0
  while (offset !== undefined) {
    const input: InputOf<'sends.outcomes'> = {
      connectionId,
      sendId,
      outcome: 'failed',
      offset,
      limit: PAGE_SIZE,
      whole: true,
    }
    const page: OutputOf<'sends.outcomes'> = await call('sends.outcomes', input)
    messages.push(...page.entries.flatMap(({ message }) => message ?? []))
    offset = page.nextOffset
  }
  return messages
}

/** The failed as lines that can be mended and sent as a file. */
export function CopyFailed({
  connectionId,
  sendId,
}: {
  connectionId: ConnectionId
  sendId: SendId
}) {
  const { t } = useTranslation('send')
  const { state, copy } = useCopy()
  const words = { idle: 'copyFailed', copied: 'copied', refused: 'copyRefused' } as const
  return (
    <Button
      variant="default"
      onClick={() => void failedOf(connectionId, sendId).then(toLines).then(copy)}
    >
      {t(`progress.${words[state]}`)}
    </Button>
  )
}
