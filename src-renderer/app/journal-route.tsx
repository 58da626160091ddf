import { JournalPage } from '../features/journal/journal-page.tsx'
import { useOpenMove } from './use-open-move.ts'

export function JournalRoute() {
  return <JournalPage onOpenMove={useOpenMove()} />
}
