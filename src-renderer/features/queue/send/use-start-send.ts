import { useTranslation } from 'react-i18next'
import type { InputOf } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import type { QueueFacts } from '../queue-facts.ts'
import { keepSent } from './sent-messages.ts'

type What = InputOf<'sends.start'>['what']

function countOf(what: What): number {
  return what.kind === 'repeat' ? what.count : what.entries.length
}

/** Begins a send of many messages, after the guard was satisfied. Progress is told by the feed. */
export function useStartSend({ connection, queueUrl, name }: QueueFacts) {
  const { t } = useTranslation('send')
  const { run, pending, error } = useOperation('sends.start')
  const start = async (what: What): Promise<void> => {
    const words = { count: countOf(what), queue: name, connection: connection.name }
    const outcome = await run(
      { connectionId: connection.id, queueUrl, what },
      {
        confirm: {
          title: t('confirmTitle', words),
          body: t('confirmBody', words),
          verb: t('send', words),
        },
      },
    )
    if (outcome.state !== 'done' || what.kind !== 'repeat') return
    const { template: message, count } = what
    keepSent(connection.id, { queue: name, count, message })
  }
  return { start: (what: What) => void start(what), pending, error }
}
