import { useDeferredValue, useMemo } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Sendable } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useProblemWords } from '../problem-words.ts'
import { AttentionLine } from '../attention-line.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useStore } from '../../lib/store.ts'
import { LinesInput } from './lines-input.tsx'
import { parseLines } from './parse-lines.ts'
import type { ParsedLines } from './parse-lines.ts'
import styles from './send-many.module.css'
import type { SendMemory } from './send-memory.ts'
import type { SendPlace } from './send-place.ts'
import { useManyWords } from './use-many-words.ts'
import { useStartSend } from './use-start-send.ts'

interface FileFormProps {
  place: SendPlace
  memory: SendMemory
  isAllowed: boolean
  /** What the form of a stream has of its own. */
  fields?: ReactNode
}

function Problems({ parsed }: { parsed: ParsedLines }) {
  const { t } = useTranslation('send')
  const wordProblem = useProblemWords()
  const { problems, moreProblems } = parsed
  if (problems.length === 0) return null
  return (
    <section aria-label={t('file.problems')} className={styles.problems} role="alert">
      <AttentionLine>{t('file.bad', { count: problems.length + moreProblems })}</AttentionLine>
      <ul className={styles.problemList}>
        {problems.map((problem) => {
          const words = wordProblem(problem)
          return (
            <li key={`${String(problem.line)} ${problem.key}`}>
              {problem.line === 0 ? words : t('file.line', { line: problem.line, problem: words })}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function First({ message }: { message: Sendable | undefined }) {
  const { t } = useTranslation('send')
  if (message === undefined) return null
  const { body, ...rest } = message
  return (
    <section aria-label={t('file.preview')} className={styles.preview}>
      <h2 className={styles.title}>{t('file.preview')}</h2>
      <pre tabIndex={0} className={styles.text}>
        {body.slice(0, 2_000)}
      </pre>
      {Object.keys(rest).length > 0 && (
        <pre tabIndex={0} className={styles.text}>
          {JSON.stringify(rest, undefined, 2).slice(0, 2_000)}
        </pre>
      )}
    </section>
  )
}

/** Messages from lines: a file or pasted text. Nothing is sent while one of them cannot be. */
export function FileForm({ place, memory, isAllowed, fields }: FileFormProps) {
  const wordError = useErrorWords()
  const words = useManyWords(place)
  const source = useStore(memory.lines)
  // Ten thousand lines take some tenths of a second; typing does not wait for them.
  const settled = useDeferredValue(source.text)
  const { rules } = place
  const { kind } = place.to
  const { partitionKey } = useStore(memory.draft)
  const parsed = useMemo(
    () => parseLines(settled, { rules, kind, ...(kind === 'stream' && { partitionKey }) }),
    [settled, rules, kind, partitionKey],
  )
  const { start, pending, error } = useStartSend(place)
  const count = parsed.entries.length
  const isReady =
    isAllowed && count > 0 && parsed.problems.length === 0 && !pending && settled === source.text
  const send = (): void => {
    if (isReady) start({ kind: 'entries', entries: parsed.entries })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    send()
  }
  return (
    <div className={styles.form} onKeyDownCapture={onKeyDown}>
      <div className={styles.columns}>
        <LinesInput kind={kind} source={source} onSource={memory.lines.set} />
        <div className={styles.side}>
          {fields}
          <Problems parsed={parsed} />
          <First message={parsed.entries[0]} />
        </div>
      </div>
      <footer className={styles.foot}>
        <Button
          disabled={!isReady && !pending}
          loading={pending}
          rightSection={<Kbd keys="mod+Enter" />}
          onClick={send}
        >
          {words.verb(count)}
        </Button>
        {error !== undefined && <ErrorNotice words={wordError(error)} />}
      </footer>
    </div>
  )
}
