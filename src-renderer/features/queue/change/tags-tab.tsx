import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/read.ts'
import { useChangeWords } from '../../../parts/change-words.ts'
import { TagsEditor } from '../../../parts/tags/tags-editor.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import { useSaveTags } from './use-save-tags.ts'
import { useWhyNot } from './why-not.ts'

/** The queue's tags. Who may not read them is told which permission it takes. */
export function TagsTab({ facts }: { facts: QueueFacts }) {
  const { connection, queueUrl } = facts
  const wordError = useChangeWords()
  const saving = useSaveTags(facts)
  const whyNot = useWhyNot(facts)
  const query = useQuery(read('queues.listTags', { connectionId: connection.id, queueUrl }))
  if (query.data !== undefined)
    return (
      <TagsEditor connection={connection} saved={query.data.tags} whyNot={whyNot} saving={saving} />
    )
  if (query.error === null) return <SkeletonRows count={6} />
  return <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
}
