import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/read.ts'
import { useChangeWords } from '../../../parts/change-words.ts'
import { TagsEditor } from '../../../parts/tags/tags-editor.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useWhyNoChange } from '../change/topic-guarded.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { useSaveTopicTags } from './use-save-topic-tags.ts'

/** The topic's tags. Who may not read them is told which permission it takes. */
export function TagsTab({ facts }: { facts: TopicFacts }) {
  const { connection, topicArn } = facts
  const wordError = useChangeWords()
  const saving = useSaveTopicTags(facts)
  const whyNot = useWhyNoChange(facts)
  const query = useQuery(read('topics.listTags', { connectionId: connection.id, topicArn }))
  if (query.data !== undefined)
    return (
      <TagsEditor connection={connection} saved={query.data.tags} whyNot={whyNot} saving={saving} />
    )
  if (query.error === null) return <SkeletonRows count={6} />
  return <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
}
