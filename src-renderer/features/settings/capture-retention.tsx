import { call } from '../../api/client.ts'
import { RetentionChoice } from './retention-choice.tsx'

const choices = [0, 7, 30, 90, 365]
const DAY_MS = 86_400_000

interface CaptureRetentionProps {
  days: number
  onChange: (days: number) => void
}

/** What would be removed at once. A list that cannot be read has nothing to lose. */
async function countOlder(days: number): Promise<number> {
  const { captures } = await call('captures.list', {}).catch(() => ({ captures: [] }))
  const thanMs = Date.now() - days * DAY_MS
  return captures.filter(({ createdAtMs }) => createdAtMs < thanMs).length
}

/** For how long captures are kept. */
export function CaptureRetention(props: CaptureRetentionProps) {
  return <RetentionChoice of="captures" choices={choices} countOlder={countOlder} {...props} />
}
