import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#contract'
import { usePageActions } from '../lib/page-actions.ts'
import { useKeys } from '../lib/use-keys.ts'
import type { CliTarget } from './aws-cli-command.ts'

interface Marked {
  message: Message
  /** A mark belongs to the queue it was made in. */
  place: string
}

export interface Comparison {
  /** The message that the next one opened is compared with. */
  marked: Message | undefined
  mark: (message: Message) => void
  end: () => void
}

/** Marks one message, so that it can be compared with another of the same queue. */
export function useComparison(target: CliTarget, opened: Message | undefined): Comparison {
  const { t } = useTranslation('compare')
  const [kept, setKept] = useState<Marked>()
  const place = `${target.connection.id} ${target.queueUrl}`
  const marked = kept?.place === place ? kept.message : undefined
  const mark = (message: Message): void => {
    setKept({ message, place })
  }
  const end = (): void => {
    setKept(undefined)
  }
  const isOffered = opened !== undefined && marked === undefined
  usePageActions(
    isOffered
      ? [
          {
            label: t('compare'),
            keys: 'c',
            run: () => {
              mark(opened)
            },
          },
        ]
      : [],
  )
  useKeys(marked === undefined ? {} : { Escape: end }, { isFirst: true })
  return { marked, mark, end }
}
