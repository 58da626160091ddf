import { useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '../../../api/read.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import { useReread } from './use-reread.ts'

/** What a confirmation says is in the queue: approximate, and everything of it goes. */
function useLossWords({ connection, queueUrl, detail }: QueueFacts) {
  const { t } = useTranslation('queue-change')
  const format = useFormat()
  const { data } = useQuery(read('queues.listSources', { connectionId: connection.id, queueUrl }))
  const { visible = 0, inFlight = 0, delayed = 0 } = detail?.depth ?? {}
  const sources = data?.sources.map(({ name }) => name) ?? []
  return {
    contents: t('remove.contents', {
      visible: format.number(visible),
      inFlight: format.number(inFlight),
      delayed: format.number(delayed),
    }),
    usedBy:
      sources.length === 0
        ? ''
        : t('remove.usedBy', { count: sources.length, names: sources.join(', ') }),
  }
}

function useRemoveWords(facts: QueueFacts) {
  const { t } = useTranslation('queue-change')
  const { contents, usedBy } = useLossWords(facts)
  const queue = facts.name
  const deletion = [t('remove.deleteBody', { queue }), contents, usedBy]
  return {
    deletion: {
      title: t('remove.deleteTitle', { queue }),
      body: deletion.filter((sentence) => sentence !== '').join(' '),
      verb: t('remove.deleteVerb'),
      danger: true,
    },
    purge: {
      title: t('remove.purgeTitle', { queue }),
      body: `${t('remove.purgeBody', { queue })} ${contents}`,
      verb: t('remove.purgeVerb'),
      danger: true,
    },
  }
}

/** What takes every message of a queue away. */
export type Removal = 'purge' | 'delete'
export type RemoveQueue = ReturnType<typeof useRemoveQueue>

/** Deletes or purges a queue after saying in numbers what is lost, and keeps what came of it. */
export function useRemoveQueue(facts: QueueFacts) {
  const { connection, queueUrl, name } = facts
  const { t } = useTranslation('queue-change')
  const queries = useQueryClient()
  const deletion = useOperation('queues.delete')
  const purge = useOperation('queues.purge')
  const reread = useReread(facts)
  const words = useRemoveWords(facts)
  const [outcome, setOutcome] = useState<Outcome>()
  const at = { connectionId: connection.id, queueUrl }

  /** What was done, and where the messages were captured before. */
  const told = (what: string, capture?: string): string =>
    capture === undefined ? what : `${what} ${t('offer.kept', { capture })}`
  const deleteQueue = async (capture?: string): Promise<void> => {
    setOutcome(undefined)
    const result = await deletion.run(at, { confirm: words.deletion })
    if (result.state === 'failed') setOutcome(result)
    if (result.state !== 'done') return
    const { requestId } = result.output
    const said = told(t('remove.deleted', { queue: name }), capture)
    setOutcome({ state: 'done', words: said, requestId })
    await queries.invalidateQueries({ queryKey: [connection.id, 'queues.list'] })
    await reread()
  }
  const purgeQueue = async (capture?: string): Promise<void> => {
    setOutcome(undefined)
    const result = await purge.run(at, { confirm: words.purge })
    if (result.state === 'failed') setOutcome(result)
    await queries.invalidateQueries({ queryKey: [connection.id, 'queues.findPurge'] })
    if (result.state !== 'done') return
    const { requestId } = result.output
    const said = told(t('remove.purged', { queue: name }), capture)
    setOutcome({ state: 'done', words: said, requestId })
    await reread()
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  const pending = deletion.pending || purge.pending
  return { deleteQueue, purgeQueue, outcome, dismiss, reread, pending }
}
