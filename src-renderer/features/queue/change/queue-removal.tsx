import { useState } from 'react'
import type { QueueFacts } from '../queue-facts.ts'
import type { QueueMemory } from '../queue-memory.ts'
import { CaptureFirst } from './capture-first.tsx'
import { QueueMenu } from './queue-menu.tsx'
import type { Removal, RemoveQueue } from './use-remove-queue.ts'

interface QueueRemovalProps {
  facts: QueueFacts
  memory: QueueMemory
  remove: RemoveQueue
}

/** By its own counts, which are approximate; one whose counts could not be read may hold something. */
function isEmpty({ detail }: QueueFacts): boolean {
  if (detail === undefined) return false
  const { visible, inFlight, delayed } = detail.depth
  return visible + inFlight + delayed === 0
}

/** The menu that purges and deletes, and the capture that is offered before. */
export function QueueRemoval({ facts, memory, remove }: QueueRemovalProps) {
  const [removal, setRemoval] = useState<Removal>()
  const close = (): void => {
    setRemoval(undefined)
  }
  const go = (wanted: Removal, capture?: string): void => {
    close()
    void (wanted === 'purge' ? remove.purgeQueue(capture) : remove.deleteQueue(capture))
  }
  return (
    <>
      <QueueMenu
        facts={facts}
        isPending={remove.pending}
        onRemove={(wanted) => {
          if (isEmpty(facts)) go(wanted)
          else setRemoval(wanted)
        }}
      />
      {removal !== undefined && (
        <CaptureFirst
          facts={facts}
          memory={memory}
          removal={removal}
          onClose={close}
          onGo={(capture) => {
            go(removal, capture)
          }}
        />
      )}
    </>
  )
}
