import type { Fate } from '../sends/send-tally.ts'
import type { MoveTo, Outgoing, Taken } from './move-ports.ts'
import { sendingNow } from './run-record.ts'
import type { Noted } from './run-record.ts'

export interface FateNotes {
  notes: Noted[]
  /** Never sent: as if they had not been met. */
  unsent: Taken[]
  /** Of them, those behind one of their group that did not go. */
  behind: number
  /** Not surely there: what follows them in their group must not go. */
  failed: Taken[]
}

interface Sent {
  to: MoveTo
  some: readonly Outgoing[]
  fates: readonly Fate[]
  /** Nothing is to be taken away from the source. */
  isKeptThere: boolean
}

/** What is written down of messages that were sent, or were to be. */
export function fateNotes({ to, some, fates, isKeptThere }: Sent): FateNotes {
  const result: FateNotes = { notes: [], unsent: [], behind: 0, failed: [] }
  for (const [at, { taken }] of some.entries()) {
    const { outcome, error, ...place } = fates[at] ?? { outcome: 'unsent' as const }
    const sentId = place.messageId ?? place.sequenceNumber
    const isBehind = error?.params['reason'] === 'group-stopped'
    if (isBehind) result.behind += 1
    const id = sentId === undefined ? {} : { sentId }
    const told = { key: taken.key, toName: to.name, before: sendingNow, ...id }
    if (outcome === 'unsent' || isBehind) result.unsent.push(taken)
    else if (outcome === 'sent') result.notes.push({ ...told, step: isKeptThere ? 'done' : 'sent' })
    else {
      result.notes.push({ ...told, step: outcome === 'failed' ? 'failed' : 'unknown', error })
      result.failed.push(taken)
    }
  }
  return result
}
