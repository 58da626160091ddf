import { Button } from '@mantine/core'
import { IconCheck, IconHelpCircle, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExplanationValue, OutputOf } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useStore } from '../../lib/store.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AttentionLine } from '../attention-line.tsx'
import { visibleText } from '../visible-text.ts'
import { ExplanationLines } from './explanation-lines.tsx'
import styles from './filter-lab.module.css'
import type { LabMemory } from './lab-memory.ts'
import { PolicyFindings } from './policy-findings.tsx'
import { useExplained } from './use-lab.ts'

function useReason(): (explanation: ExplanationValue) => string {
  const { t } = useTranslation('filters')
  return ({ reason, passed, lines }) => {
    if (reason !== 'compared') return t(`reason.${reason}`)
    const top = lines.filter(({ depth }) => depth === 0)
    if (passed) return t('reason.allPass', { count: top.length })
    const failing = top.filter((line) => !line.passed)
    return t('reason.someFail', { count: failing.length, total: top.length })
  }
}

function Verdict({ answer }: { answer: OutputOf<'filters.explain'> }) {
  const { t } = useTranslation('filters')
  const wordReason = useReason()
  const { explanation } = answer
  const state = explanation === undefined ? 'undecided' : explanation.passed ? 'passes' : 'fails'
  const Icon = { undecided: IconHelpCircle, passes: IconCheck, fails: IconX }[state]
  return (
    <div className={styles.verdict} data-state={state} role="status">
      <Icon size={20} aria-hidden />
      <div>
        <strong>{t(`verdict.${state}`)}</strong>
        <p className={styles.reason}>
          {explanation === undefined ? t('reason.refused') : wordReason(explanation)}
        </p>
      </div>
    </div>
  )
}

/** The policy asks for keys that the message has, but in its other part: the commonest mistake of all. */
function Elsewhere({ memory, keys }: { memory: LabMemory; keys: readonly string[] }) {
  const { t } = useTranslation('filters')
  const policy = useStore(memory.policy)
  if (keys.length === 0) return null
  const isBody = policy.scope === 'MessageBody'
  const other = isBody ? 'MessageAttributes' : 'MessageBody'
  return (
    <div className={styles.elsewhere}>
      <AttentionLine>
        {t(`elsewhere.${other}`, { count: keys.length, keys: visibleText(keys.join(', ')) })}
      </AttentionLine>
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          memory.policy.set({ ...policy, scope: other })
        }}
      >
        {t(`elsewhere.look.${other}`)}
      </Button>
    </div>
  )
}

/** Whether SNS would deliver the message, and why, as it is typed. */
export function Decision({ memory }: { memory: LabMemory }) {
  const { t } = useTranslation('filters')
  const format = useFormat()
  const wordError = useErrorWords()
  const { data, error, refetch } = useExplained(memory)
  if (error !== null) {
    return <ErrorNotice compact words={wordError(error)} onRetry={() => void refetch()} />
  }
  if (data === undefined) return <SkeletonRows count={4} />
  const { explanation, findings, size } = data
  return (
    <section aria-label={t('verdict.label')} className={styles.decision}>
      <Verdict answer={data} />
      {explanation !== undefined && <Elsewhere memory={memory} keys={explanation.elsewhere} />}
      {explanation !== undefined && explanation.lines.length > 0 && (
        <ExplanationLines lines={explanation.lines} />
      )}
      <PolicyFindings findings={findings} />
      {size !== undefined && size.keys > 0 && (
        <p className={styles.size}>
          {t('size', {
            keys: format.number(size.keys),
            keysMax: format.number(size.keysMax),
            combinations: format.number(size.combinations),
            combinationsMax: format.number(size.combinationsMax),
          })}
        </p>
      )}
    </section>
  )
}
