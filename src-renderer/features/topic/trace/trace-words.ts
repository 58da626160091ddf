import { useTranslation } from 'react-i18next'
import type { TraceQueue, TraceReason } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { useBlockerWords } from '../../../parts/blocker-words.ts'
import { nameOf, scopeOf } from './trace-lines.ts'
import type { TraceLine } from './trace-lines.ts'

/** What is expected of a subscription, with the reason where it gets nothing. */
export function useExpectedWords(): (line: TraceLine) => string {
  const { t } = useTranslation('trace')
  const wordBlocker = useBlockerWords()
  return ({ target, expectation, blocker, isByMark }) => {
    const words =
      blocker === undefined ? t(`expected.${expectation}`) : wordBlocker(blocker, scopeOf(target))
    return isByMark === true ? `${words}. ${t('byMark')}` : words
  }
}

function useCostWords(): (queue: TraceQueue) => string {
  const { t } = useTranslation('trace')
  return ({ costs, visible, requests, maxReceiveCount, deadLetterName: name = '' }) => {
    const told = costs.map((cost) => t(`cost.${cost}`, { name, n: visible }))
    const plain = [
      maxReceiveCount === undefined
        ? t('look.free', { n: requests })
        : t('look.limit', { n: maxReceiveCount }),
      ...(visible > 0 ? [t('look.waiting', { count: visible })] : []),
    ]
    return [...told, ...plain].join('; ')
  }
}

/** What a look of it costs, or why there can be none. */
export function useLookWords(): (line: TraceLine) => string {
  const { t } = useTranslation('trace')
  const wordCost = useCostWords()
  const wordError = useErrorWords()
  return ({ target }) => {
    const { queue, unwatched, error, deadLetterQueue } = target
    if (queue !== undefined) return wordCost(queue)
    const title = error === undefined ? '' : wordError(fromErrorValue(error)).title
    const action = String(error?.params['action'] ?? '')
    const words = t(`unwatched.${unwatched ?? 'unread'}`, { title, action })
    return deadLetterQueue === undefined ? words : `${words}; ${t('unwatched.deadLetter')}`
  }
}

function useReasonWords(): (line: TraceLine, reason: TraceReason) => string {
  const { t } = useTranslation('trace')
  return ({ target: { queue }, row }, reason) =>
    t(`reason.${reason}`, {
      count: row?.inFlight ?? 0,
      n: queue?.delaySeconds ?? 0,
      name: queue?.deadLetterName ?? '',
    })
}

/** What a tap says of a subscription, and what it cannot say: what became of it at its endpoint. */
function useSentWords(): (line: TraceLine) => string {
  const { t } = useTranslation('trace')
  const wordExpected = useExpectedWords()
  return (line) => {
    const { target, row, expectation } = line
    const isKept = expectation === 'filtered'
    const toldOfQueue =
      target.protocol !== 'sqs' ? 'unseenThere' : (target.admission ?? 'unseenPolicy')
    return [
      t('sent', { as: row?.arrivedAs === undefined ? '' : t(`as.${row.arrivedAs}`) }),
      ...(isKept ? [t('sentDespite', { why: wordExpected(line) })] : []),
      expectation === 'no-queue' ? t('expected.no-queue') : t(`sentTo.${toldOfQueue}`),
    ].join('; ')
  }
}

/** What is known of a subscription once the message is out: how it arrived, or why it may not have. */
export function useOutcomeWords(): (line: TraceLine) => string {
  const { t } = useTranslation('trace')
  const wordExpected = useExpectedWords()
  const wordLook = useLookWords()
  const wordReason = useReasonWords()
  const wordError = useErrorWords()
  const wordSent = useSentWords()
  return (line) => {
    const { row, target, expectation } = line
    if (row === undefined) return ''
    if (row.state === 'sent') return wordSent(line)
    const expected = wordExpected(line)
    if (row.state === 'unwatched') return expectation === 'delivered' ? wordLook(line) : expected
    if (row.state === 'dead-letter')
      return t('deadLetterOf', { name: nameOf({ endpoint: target.deadLetterArn ?? '' }) })
    if (row.state === 'arrived') {
      const how = [
        ...(row.arrivedAs === undefined ? [] : [t(`as.${row.arrivedAs}`)]),
        t('receives', { count: row.receives ?? 1 }),
      ].join(', ')
      return expectation === 'delivered' ? how : `${how}; ${t('despite', { why: expected })}`
    }
    const failed = row.error === undefined ? undefined : wordError(fromErrorValue(row.error))
    if (failed !== undefined) {
      const action = String(row.error?.params['action'] ?? '')
      return `${failed.title}: ${failed.sentence}${action === '' ? '' : ` (${action})`}`
    }
    if (row.state === 'not-seen') {
      return row.reasons
        .map((reason) =>
          reason === 'filter' && expectation === 'filtered' ? expected : wordReason(line, reason),
        )
        .join('; ')
    }
    return expected
  }
}
