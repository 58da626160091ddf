import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExplainedLineValue } from '#contract'
import { visibleText } from '../visible-text.ts'
import styles from './filter-lab.module.css'

type KeyLine = Extract<ExplainedLineValue, { kind: 'key' }>

/** Of a long list of values this many are shown, those that pass before the others. */
const CONDITIONS_MAX = 8

function PassMark({ passed }: { passed: boolean }) {
  const { t } = useTranslation('filters')
  const Icon = passed ? IconCheck : IconX
  return (
    <Icon
      size={14}
      role="img"
      aria-label={t(passed ? 'line.passes' : 'line.fails')}
      className={passed ? styles.passes : styles.fails}
    />
  )
}

function useSeenWords(): (seen: KeyLine['seen']) => string {
  const { t } = useTranslation('filters')
  return (seen) => {
    switch (seen.kind) {
      case 'leaf':
        return t('seen.leaf', { value: visibleText(JSON.stringify(seen.value)) })
      case 'list': {
        const values = visibleText(seen.values.map((each) => JSON.stringify(each)).join(', '))
        return seen.more > 0
          ? t('seen.listMore', { values, count: seen.more })
          : t('seen.list', { values })
      }
      case 'ignored':
        return t('seen.ignored', { type: visibleText(seen.type) })
      case 'object':
      case 'absent':
        return t(`seen.${seen.kind}`)
    }
  }
}

function Conditions({ line }: { line: KeyLine }) {
  const { t } = useTranslation('filters')
  const ordered = [...line.conditions].sort((a, b) => Number(b.passed) - Number(a.passed))
  const more = ordered.length - CONDITIONS_MAX
  return (
    <ul className={styles.conditions}>
      {ordered.slice(0, CONDITIONS_MAX).map((each, index) => (
        // The same condition may stand in a list twice.
        <li key={`${each.text} ${String(index)}`} className={styles.condition}>
          <PassMark passed={each.passed} />
          <code>{visibleText(each.text)}</code>
          {each.nearMiss !== undefined && (
            <span className={styles.attention}>{t(`nearMiss.${each.nearMiss}`)}</span>
          )}
        </li>
      ))}
      {more > 0 && <li className={styles.dim}>{t('line.moreConditions', { count: more })}</li>}
    </ul>
  )
}

function Head({ line }: { line: ExplainedLineValue }) {
  const { t } = useTranslation('filters')
  const wordSeen = useSeenWords()
  if (line.kind === 'any') return <span>{t('line.any', { count: line.alternatives })}</span>
  if (line.kind === 'alternative') {
    return <span className={styles.dim}>{t('line.alternative', { number: line.index + 1 })}</span>
  }
  return (
    <span>
      <code className={styles.key}>{visibleText(line.key)}</code>{' '}
      <span className={styles.dim}>{wordSeen(line.seen)}</span>
    </span>
  )
}

const INDENT_PIXELS = 20

/** The explanation as an indented list: each key, what was seen, and which condition let it pass. */
export function ExplanationLines({ lines }: { lines: readonly ExplainedLineValue[] }) {
  const { t } = useTranslation('filters')
  return (
    <ol className={styles.lines} aria-label={t('line.label')}>
      {lines.map((line, index) => (
        <li
          // A line is its place: the list is made anew as a whole.
          key={index}
          className={styles.line}
          style={{ paddingLeft: line.depth * INDENT_PIXELS }}
        >
          <PassMark passed={line.passed} />
          <div>
            <Head line={line} />
            {line.kind === 'key' && <Conditions line={line} />}
            {line.kind === 'key' && line.doubt !== undefined && (
              <p className={styles.attention}>{t('line.doubt')}</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
