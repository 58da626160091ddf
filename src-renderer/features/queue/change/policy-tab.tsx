import { useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attributeRules, findAttributeProblem } from '#contract'
import { read } from '../../../api/read.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { useChangeWords } from '../../../parts/change-words.ts'
import { formatJson, jsonHint } from '../../../parts/json-hint.ts'
import { CodeView } from '../../../ui/code-view.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import styles from './change.module.css'
import { Guarded, useWhyNot } from './guarded.tsx'
import { PolicyAside } from './policy-aside.tsx'
import policyStyles from './policy-tab.module.css'
import { SaveBar } from './save-bar.tsx'
import { useSaveAttributes } from './use-save-attributes.ts'

const kinds = ['Policy', 'RedriveAllowPolicy'] as const
type PolicyName = (typeof kinds)[number]

/** Laid out, so that a difference in spaces is none; text that is no JSON as it is. */
function laidOut(text: string): string {
  return jsonHint(text).state === 'valid' ? formatJson(text) : text
}

interface EditorProps {
  facts: QueueFacts
  name: PolicyName
  /** As SQS gave it; empty when there is none. */
  saved: string
}

function useProblem(name: PolicyName, text: string): string | undefined {
  const { t } = useTranslation('queue-change')
  const format = useFormat()
  const rule = attributeRules[name]
  const problem = findAttributeProblem(name, text.trim())
  if (problem === 'too-long' && rule.kind === 'json')
    return t('policy.tooLong', { max: format.number(rule.maxBytes) })
  return problem === undefined ? undefined : t('policy.notJson')
}

/** Smallest form of the JSON: what counts against the limit is then only what it says. */
function toSend(text: string): string {
  return text.trim() === '' ? '' : JSON.stringify(JSON.parse(text))
}

function PolicyEditor({ facts, name, saved }: EditorProps) {
  const { t } = useTranslation('queue-change')
  const before = laidOut(saved)
  const [draft, setDraft] = useState<string>()
  const text = draft ?? before
  const whyNot = useWhyNot(facts)
  const problem = useProblem(name, text)
  const { save, pending, outcome, dismiss, reread } = useSaveAttributes(facts)
  const isChanged = text.trim() !== before.trim()
  const send = async (value: string): Promise<void> => {
    if (await save({ [name]: { from: saved, value } })) setDraft(undefined)
  }
  return (
    <>
      <div className={policyStyles.columns}>
        <div className={policyStyles.editor}>
          {whyNot === undefined ? (
            <CodeView
              text={text}
              language="json"
              label={name}
              placeholder="{ }"
              onChange={setDraft}
            />
          ) : (
            <CodeView text={text} language="json" label={name} />
          )}
        </div>
        <PolicyAside name={name} before={before} after={text} />
      </div>
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      <SaveBar
        verb={t('policy.save')}
        isChanged={isChanged}
        why={whyNot ?? problem}
        pending={pending}
        onSave={() => void send(toSend(text))}
        onDiscard={() => {
          setDraft(undefined)
        }}
      >
        {isChanged && problem !== undefined && <AttentionLine>{problem}</AttentionLine>}
        {!isChanged && saved !== '' && (
          <Button
            variant="default"
            disabled={whyNot !== undefined || pending}
            title={whyNot}
            onClick={() => void send('')}
          >
            {t('policy.remove')}
          </Button>
        )}
      </SaveBar>
    </>
  )
}

/** The queue's two policies as JSON, with what the one in force means and what would change. */
export function PolicyTab({ facts }: { facts: QueueFacts }) {
  const { connection, queueUrl } = facts
  const { t } = useTranslation('queue-change')
  const [name, setName] = useState<PolicyName>('Policy')
  const wordError = useChangeWords()
  const query = useQuery(read('queues.attributes', { connectionId: connection.id, queueUrl }))
  if (query.data === undefined)
    return query.error === null ? (
      <SkeletonRows count={8} />
    ) : (
      <ErrorNotice words={wordError(query.error)} onRetry={() => void query.refetch()} />
    )
  return (
    <div className={styles.tab}>
      <Guarded facts={facts} />
      <div className={policyStyles.head}>
        <SegmentedControl
          size="xs"
          aria-label={t('policy.which')}
          value={name}
          data={kinds.map((kind) => ({ value: kind, label: t(`policy.${kind}`) }))}
          onChange={(value) => {
            setName(kinds.find((kind) => kind === value) ?? 'Policy')
          }}
        />
        <span className={styles.dim}>{t(`attribute.${name}`)}</span>
      </div>
      <PolicyEditor
        key={name}
        facts={facts}
        name={name}
        saved={query.data.attributes[name] ?? ''}
      />
    </div>
  )
}
