import { useState } from 'react'
import { useOperation } from '../../../api/use-operation.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { Saving } from '../../../parts/saving.ts'
import { useTagConfirmWords, useTagOutcome } from '../../../parts/tags/tag-words.ts'
import type { TagChange } from '../../../parts/tags/tag-words.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { useTopicReread } from '../change/use-topic-reread.ts'

/** Saves what differs in the tags, and keeps what came of it. */
export function useSaveTopicTags(facts: TopicFacts): Saving<TagChange> {
  const { run, pending } = useOperation('topics.setTags')
  const reread = useTopicReread(facts.connection.id)
  const wordsOf = useTagConfirmWords(facts.name)
  const outcomeOf = useTagOutcome()
  const [outcome, setOutcome] = useState<Outcome>()

  const save = async (change: TagChange): Promise<boolean> => {
    setOutcome(undefined)
    const at = { connectionId: facts.connection.id, topicArn: facts.topicArn }
    const result = await run({ ...at, ...change }, { confirm: wordsOf(change) })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') setOutcome(outcomeOf(result.output))
    if (result.state !== 'declined') await reread()
    return result.state === 'done' && result.output.failure === undefined
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { save, pending, outcome, dismiss, reread }
}
