import { Suspense, lazy, useState } from 'react'
import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconArrowsLeftRight, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#contract'
import { useFormat } from '../lib/use-format.ts'
import { CodeView } from '../ui/code-view.tsx'
import { AttentionLine } from './attention-line.tsx'
import { differingAttributes } from './differing-attributes.ts'
import styles from './message-comparison.module.css'
import { sortedJson } from './sorted-json.ts'
import { visibleText } from './visible-text.ts'

// The diff is needed by few, and late.
const DiffView = lazy(() =>
  import('../ui/diff-view.tsx').then((module) => ({ default: module.DiffView })),
)

/** Both together. Longer texts would take seconds to mark, and longer to lay out. */
const COMPARED_CHARACTERS = 400_000

interface Pair {
  before: Message
  after: Message
}

/** As much of an id as a reader compares. */
const ID_CHARACTERS = 8

function Value({ text, isMoment }: { text: string | undefined; isMoment: boolean }) {
  const { t } = useTranslation('compare')
  const format = useFormat()
  if (text === undefined) return <span className={styles.absent}>{t('absent')}</span>
  if (!isMoment || !/^\d+$/.test(text)) return visibleText(text)
  return (
    <>
      {format.dateTime(Number(text))} <span className={styles.absent}>{text}</span>
    </>
  )
}

function Differences({ before, after }: Pair) {
  const { t } = useTranslation('compare')
  const differences = differingAttributes(before, after)
  if (differences.length === 0) return <p className={styles.same}>{t('sameAttributes')}</p>
  return (
    <div className={styles.differences} tabIndex={0} role="group" aria-label={t('attributes')}>
      <table aria-label={t('attributes')}>
        <thead>
          <tr>
            <th scope="col">{t('attribute')}</th>
            {[before, after].map(({ messageId }, side) => (
              <th key={side} scope="col" title={messageId}>
                {t('inMessage', { id: messageId.slice(0, ID_CHARACTERS) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ areMoments = false, ...each }) => (
            <tr key={each.name}>
              <th scope="row">{visibleText(each.name)}</th>
              <td>
                <Value text={each.before} isMoment={areMoments} />
              </td>
              <td>
                <Value text={each.after} isMoment={areMoments} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface Reading {
  isRaw: boolean
  isSorted: boolean
}

function isJson({ decoded }: Message): boolean {
  return decoded?.language === 'json'
}

/** What is compared: the texts as they came, or both as they were decoded, in the order of their keys if wanted. */
function textsOf({ before, after }: Pair, { isRaw, isSorted }: Reading) {
  const isDecoded = !isRaw && before.decoded !== undefined && after.decoded !== undefined
  const areJson = isDecoded && isJson(before) && isJson(after)
  const textOf = ({ body, decoded }: Message): string =>
    isDecoded ? (decoded?.text ?? body) : body
  const order = (text: string): string =>
    areJson && isSorted && text.length <= COMPARED_CHARACTERS ? sortedJson(text) : text
  return { old: order(textOf(before)), now: order(textOf(after)), areJson }
}

function Bodies({ before, after, ...reading }: Pair & Reading) {
  const { t } = useTranslation('compare')
  const { old, now, areJson } = textsOf({ before, after }, reading)
  const language = areJson ? 'json' : 'text'
  const labels = [before, after].map(({ messageId }) => t('bodyOf', { id: messageId }))
  const [left = '', right = ''] = labels
  if (old.length + now.length > COMPARED_CHARACTERS) {
    return (
      <>
        <AttentionLine>{t('tooLong')}</AttentionLine>
        <div className={styles.sides}>
          <CodeView text={old} label={left} language="text" />
          <CodeView text={now} label={right} language="text" />
        </div>
      </>
    )
  }
  return (
    <>
      {old === now && <p className={styles.same}>{t('sameBody')}</p>}
      <Suspense fallback={<div role="status" aria-label={t('loading')} />}>
        <DiffView
          before={{ text: old, label: left }}
          after={{ text: now, label: right }}
          language={language}
          unchangedWords={t('unchanged')}
        />
      </Suspense>
    </>
  )
}

interface ChoicesProps extends Reading {
  /** Why keys cannot be put in order, in words. */
  whyNoOrder: string | undefined
  onRaw: (isRaw: boolean) => void
  onSorted: (isSorted: boolean) => void
}

function Choices({ isRaw, isSorted, whyNoOrder, onRaw, onSorted }: ChoicesProps) {
  const { t } = useTranslation('compare')
  return (
    <>
      <span className={styles.choice} title={whyNoOrder ?? t('sortHint')}>
        <Checkbox
          size="xs"
          label={t('sort')}
          disabled={whyNoOrder !== undefined}
          checked={isSorted && whyNoOrder === undefined}
          onChange={(event) => {
            onSorted(event.currentTarget.checked)
          }}
        />
      </span>
      <Checkbox
        size="xs"
        className={styles.choice}
        label={t('raw')}
        checked={isRaw}
        onChange={(event) => {
          onRaw(event.currentTarget.checked)
        }}
      />
    </>
  )
}

interface MessageComparisonProps {
  marked: Message
  opened: Message
  onEnd: () => void
}

/** Two messages side by side: what their attributes and their bodies differ in. */
export function MessageComparison({ marked, opened, onEnd }: MessageComparisonProps) {
  const { t } = useTranslation('compare')
  const [isRaw, setIsRaw] = useState(false)
  const [isSorted, setIsSorted] = useState(false)
  const [isSwapped, setIsSwapped] = useState(false)
  const [before, after] = isSwapped ? [opened, marked] : [marked, opened]
  const areJson = isJson(marked) && isJson(opened)
  const whyNoOrder = isRaw ? t('sortNotRaw') : areJson ? undefined : t('sortNoJson')
  return (
    <section className={styles.comparison} aria-label={t('label')}>
      <header className={styles.head}>
        <span className={styles.id} title={before.messageId}>
          {before.messageId}
        </span>
        <ActionIcon
          variant="default"
          aria-label={t('swap')}
          onClick={() => {
            setIsSwapped(!isSwapped)
          }}
        >
          <IconArrowsLeftRight size={14} />
        </ActionIcon>
        <span className={styles.id} title={after.messageId}>
          {after.messageId}
        </span>
        <Choices
          isRaw={isRaw}
          isSorted={isSorted}
          whyNoOrder={whyNoOrder}
          onRaw={setIsRaw}
          onSorted={setIsSorted}
        />
        <Button size="xs" variant="default" leftSection={<IconX size={14} />} onClick={onEnd}>
          {t('end')}
        </Button>
      </header>
      <Differences before={before} after={after} />
      <Bodies before={before} after={after} isRaw={isRaw} isSorted={isSorted} />
    </section>
  )
}
