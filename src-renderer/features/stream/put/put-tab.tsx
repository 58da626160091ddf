import { useMemo } from 'react'
import { useStore } from '../../../lib/store.ts'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import { expandDraft } from '../../../parts/send-draft.ts'
import { FileForm } from '../../../parts/send-many/file-form.tsx'
import { ModeChoice } from '../../../parts/send-many/mode-choice.tsx'
import { NewestReport, useShownSend } from '../../../parts/send-many/newest-report.tsx'
import { RepeatForm } from '../../../parts/send-many/repeat-form.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { newTailId, recallTimeline } from '../timeline/timeline-memory.ts'
import { LineFields, OrderField, PutFields } from './put-fields.tsx'
import { recallPut } from './put-memory.ts'
import type { PutPlace } from './put-memory.ts'
import { usePutPlace } from './put-place.ts'
import { PutSingle } from './put-single.tsx'
import styles from './put.module.css'

interface PutTabProps {
  facts: StreamFacts
  /** Goes to the timeline. */
  onShow: () => void
}

/** What the first of the repetitions would be. */
const first = { index: 1, uuid: crypto.randomUUID(), now: new Date().toISOString() }

/** Puts one record, one many times over, or a file of them, and says while typing which shard takes it. */
export function PutTab({ facts, onShow }: PutTabProps) {
  const { connection, streamArn, isGone } = facts
  const memory = useMemo(() => recallPut(connection.id, streamArn), [connection.id, streamArn])
  const place = usePutPlace(facts, memory)
  const mode = useStore(memory.sendMode)
  const draft = useStore(memory.draft)
  const shown = useShownSend(place, memory)
  const mayPut = isGuardAtLeast(connection.guard, 'confirm')
  const shared = { place, memory, isAllowed: mayPut && !isGone }
  const asPut = mode === 'repeat' ? expandDraft(draft, first) : draft
  const fields = (
    <PutFields {...{ facts, draft, asPut }} rules={place.rules} onDraft={memory.draft.set} />
  )
  const show = ({ shardId, sequenceNumber }: PutPlace): void => {
    const timeline = recallTimeline(connection.id, streamArn)
    const start = { type: 'AT_SEQUENCE_NUMBER' as const, shardId, sequenceNumber }
    timeline.set({ ...timeline.get(), start, tailId: newTailId() })
    onShow()
  }
  const many = (
    <>
      {fields}
      <OrderField memory={memory} />
    </>
  )
  return (
    <div className={styles.tab}>
      {!mayPut && (
        <div className={styles.guard}>
          <GuardOffer connection={connection} needs="confirm" what="put" />
        </div>
      )}
      <ModeChoice place={place} memory={memory} />
      {mode === 'single' && (
        <PutSingle {...shared} facts={facts} memory={memory} fields={fields} onShow={show} />
      )}
      {mode === 'repeat' && (
        <RepeatForm
          {...shared}
          own={{ kind: 'stream', fields: many, problemOf: () => undefined }}
        />
      )}
      {mode === 'file' && <FileForm {...shared} fields={<LineFields memory={memory} />} />}
      <NewestReport {...shared} progress={mode === 'single' ? undefined : shown} />
    </div>
  )
}
