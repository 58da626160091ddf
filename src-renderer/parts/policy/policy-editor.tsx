import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findRuleProblem } from '#contract'
import type { AttributeRule } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { CodeView } from '../../ui/code-view.tsx'
import { AttentionLine } from '../attention-line.tsx'
import { ChangeOutcome } from '../change-outcome.tsx'
import { formatJson, jsonHint } from '../json-hint.ts'
import { SaveBar } from '../save-bar.tsx'
import type { Saving } from '../saving.ts'
import { PolicyAside } from './policy-aside.tsx'
import styles from './policy.module.css'

/** Laid out, so that a difference in spaces is none; text that is no JSON as it is. */
function laidOut(text: string): string {
  return jsonHint(text).state === 'valid' ? formatJson(text) : text
}

/** Smallest form of the JSON: what counts against the limit is then only what it says. */
function toSend(text: string): string {
  return text.trim() === '' ? '' : JSON.stringify(JSON.parse(text))
}

interface PolicyEditorProps {
  /** As AWS spells the attribute. */
  name: string
  rule: AttributeRule
  /** As AWS gave it; empty when there is none. */
  saved: string
  /** Why nothing can be changed here now. */
  whyNot: string | undefined
  /** "Save policy" */
  verb: string
  /** "Remove policy"; nothing where there must be one. */
  removal?: string
  saving: Saving<{ from: string; value: string }>
  /** What is wrong with a text that is JSON and not too long. */
  findProblem?: (text: string) => string | undefined
  /** What the text means, beside it. `onText` writes into the draft. */
  meaning: (text: string, onText: (text: string) => void) => ReactNode
}

function useProblem(
  { rule, removal, findProblem }: PolicyEditorProps,
  text: string,
): string | undefined {
  const { t } = useTranslation('editing')
  const format = useFormat()
  if (text.trim() === '' && removal === undefined) return t('policy.notJson')
  const problem = findRuleProblem(rule, text.trim())
  if (problem === 'too-long' && rule.kind === 'json')
    return t('policy.tooLong', { max: format.number(rule.maxBytes) })
  return problem === undefined ? findProblem?.(text) : t('policy.notJson')
}

function Panes({
  props,
  before,
  text,
  onText,
}: {
  props: PolicyEditorProps
  before: string
  text: string
  onText: (text: string) => void
}) {
  const { name, whyNot, meaning } = props
  return (
    <div className={styles.columns}>
      <div className={styles.editor}>
        {whyNot === undefined ? (
          <CodeView text={text} language="json" label={name} placeholder="{ }" onChange={onText} />
        ) : (
          <CodeView text={text} language="json" label={name} />
        )}
      </div>
      <PolicyAside before={before} after={text}>
        {meaning(text, onText)}
      </PolicyAside>
    </div>
  )
}

/** A policy as JSON: what it means and what would change beside it, what can be done below. */
export function PolicyEditor(props: PolicyEditorProps) {
  const { saved, whyNot, verb, removal, saving } = props
  const before = laidOut(saved)
  const [draft, setDraft] = useState<string>()
  const text = draft ?? before
  const problem = useProblem(props, text)
  const { save, pending, outcome, dismiss, reread } = saving
  const isChanged = text.trim() !== before.trim()
  const send = async (value: string): Promise<void> => {
    // Who typed on while it was read anew keeps that.
    if (await save({ from: saved, value })) setDraft((now) => (now === draft ? undefined : now))
  }
  return (
    <>
      <Panes props={props} before={before} text={text} onText={setDraft} />
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      <SaveBar
        verb={verb}
        isChanged={isChanged}
        why={whyNot ?? problem}
        pending={pending}
        onSave={() => void send(toSend(text))}
        onDiscard={() => {
          setDraft(undefined)
        }}
      >
        {isChanged && problem !== undefined && <AttentionLine>{problem}</AttentionLine>}
        {!isChanged && saved !== '' && removal !== undefined && (
          <Button
            variant="default"
            disabled={whyNot !== undefined || pending}
            title={whyNot}
            onClick={() => void send('')}
          >
            {removal}
          </Button>
        )}
      </SaveBar>
    </>
  )
}
