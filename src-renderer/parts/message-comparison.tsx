import { Suspense, lazy, useState } from 'react'
import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconArrowsLeftRight, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#contract'
import { CodeView } from '../ui/code-view.tsx'
import { MiddleTruncate } from '../ui/middle-truncate.tsx'
import { AttentionLine } from './attention-line.tsx'
import { differingAttributes } from './differing-attributes.ts'
import styles from './message-comparison.module.css'
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

function Differences({ before, after }: Pair) {
  const { t } = useTranslation('compare')
  const differences = differingAttributes(before, after)
  if (differences.length === 0) return <p className={styles.same}>{t('sameAttributes')}</p>
  return (
    <div className={styles.differences}>
      <table aria-label={t('attributes')}>
        <tbody>
          {differences.map((each) => (
            <tr key={each.name}>
              <th scope="row">{visibleText(each.name)}</th>
              <td>{each.before === undefined ? t('absent') : visibleText(each.before)}</td>
              <td>{each.after === undefined ? t('absent') : visibleText(each.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Bodies({ before, after, isRaw }: Pair & { isRaw: boolean }) {
  const { t } = useTranslation('compare')
  const isDecoded = !isRaw && before.decoded !== undefined && after.decoded !== undefined
  const textOf = (message: Message) =>
    isDecoded ? (message.decoded?.text ?? message.body) : message.body
  const [old, now] = [before, after].map((message) => ({
    text: textOf(message),
    label: t('bodyOf', { id: message.messageId }),
  }))
  if (old === undefined || now === undefined) return null
  if (old.text.length + now.text.length > COMPARED_CHARACTERS) {
    return (
      <>
        <AttentionLine>{t('tooLong')}</AttentionLine>
        <div className={styles.sides}>
          <CodeView text={old.text} label={old.label} language="text" />
          <CodeView text={now.text} label={now.label} language="text" />
        </div>
      </>
    )
  }
  return (
    <>
      {old.text === now.text && <p className={styles.same}>{t('sameBody')}</p>}
      <Suspense fallback={<div role="status" aria-label={t('loading')} />}>
        <DiffView before={old} after={now} unchangedWords={t('unchanged')} />
      </Suspense>
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
  const [isSwapped, setIsSwapped] = useState(false)
  const [before, after] = isSwapped ? [opened, marked] : [marked, opened]
  return (
    <section className={styles.comparison} aria-label={t('label')}>
      <header className={styles.head}>
        <span className={styles.id}>
          <MiddleTruncate mono text={before.messageId} />
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
        <span className={styles.id}>
          <MiddleTruncate mono text={after.messageId} />
        </span>
        <Checkbox
          size="xs"
          label={t('raw')}
          checked={isRaw}
          onChange={(event) => {
            setIsRaw(event.currentTarget.checked)
          }}
        />
        <Button size="xs" variant="default" leftSection={<IconX size={14} />} onClick={onEnd}>
          {t('end')}
        </Button>
      </header>
      <Differences before={before} after={after} />
      <Bodies before={before} after={after} isRaw={isRaw} />
    </section>
  )
}
