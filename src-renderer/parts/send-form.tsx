import { useDeferredValue, useId, useMemo } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../lib/use-format.ts'
import { usePageActions } from '../lib/page-actions.ts'
import { Kbd } from '../ui/kbd.tsx'
import { AttributeEditor } from './attribute-editor.tsx'
import { BodyEditor } from './body-editor.tsx'
import { checkDraft, draftBytes } from './send-draft.ts'
import type { SendDraft, SendRules } from './send-draft.ts'
import { useProblemWords } from './problem-words.ts'
import { SendFields } from './send-fields.tsx'
import styles from './send-form.module.css'

/** What a form has of its own that sends otherwise than one message to a queue. */
export interface OwnParts {
  verb: string
  /** Delay, group and deduplication id are of queues; a record of a stream has no attributes either. */
  kind?: 'topic' | 'stream'
  /** Why it cannot be sent yet, beside what is wrong with the draft. */
  problem: string | undefined
  fields: ReactNode
  preview: ReactNode
  /** The draft as the largest of its repetitions will be: what is judged. */
  asSent: (draft: SendDraft) => SendDraft
}

export interface SendFormProps {
  draft: SendDraft
  rules: SendRules
  /** The delay that an empty field means; unknown until the queue was read. */
  queueDelaySeconds: number | undefined
  /** False while the guard would refuse. */
  isAllowed: boolean
  pending: boolean
  own?: OwnParts
  onDraft: (draft: SendDraft) => void
  onSend: () => void
  /** What came of the last send, beside the button. */
  result: ReactNode
}

function SizeGauge({ draft, rules }: Pick<SendFormProps, 'draft' | 'rules'>) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const bytes = useMemo(() => draftBytes(draft, rules), [draft, rules])
  const limit = rules.maximumMessageBytes
  const words = { bytes: format.bytes(bytes), limit: format.bytes(limit) }
  return (
    <span className={styles.size} data-over={bytes > limit} title={t('send.sizeLabel')}>
      {t('send.size', words)}
    </span>
  )
}

function asIs(draft: SendDraft): SendDraft {
  return draft
}

/** The draft judged as it will be sent. */
function useChecked({ draft, rules, own }: Pick<SendFormProps, 'draft' | 'rules' | 'own'>) {
  const wordProblem = useProblemWords()
  const asSent = own?.asSent ?? asIs
  // A megabyte takes some milliseconds to check; typing does not wait for it.
  const settled = useDeferredValue(draft)
  const checked = asSent(settled)
  const problems = checkDraft(checked, rules)
  const first = problems[0]
  const reason = first === undefined ? own?.problem : wordProblem(first)
  return {
    checked,
    problems,
    reason,
    wordProblem,
    isGood: () => checkDraft(asSent(draft), rules).length === 0,
  }
}

/** A message in the making: body, attributes, and what the queue's type asks for. Ctrl+Enter sends. */
export function SendForm(props: SendFormProps) {
  const { draft, rules, isAllowed, pending, onDraft, onSend, own } = props
  const { t } = useTranslation('messages')
  const reasonId = useId()
  const { checked, problems, reason, wordProblem, isGood } = useChecked(props)
  const isReady = isAllowed && reason === undefined && !pending

  const send = (): void => {
    // Checked anew: the deferred list may be a keystroke behind.
    if (isReady && isGood()) onSend()
  }
  const verb = own?.verb ?? t('send.verb')
  usePageActions(isAllowed ? [{ label: verb, disabled: reason, run: send }] : [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    // Before the editor sees it, which would open a new line.
    event.preventDefault()
    event.stopPropagation()
    send()
  }
  return (
    <div className={styles.form} onKeyDownCapture={onKeyDown}>
      <div className={styles.columns}>
        <BodyEditor
          body={draft.body}
          problems={problems.filter(({ field }) => field === 'body').map(wordProblem)}
          gauge={<SizeGauge draft={checked} rules={rules} />}
          onBody={(body) => {
            onDraft({ ...draft, body })
          }}
        />
        <div className={styles.side}>
          {own !== undefined && <div className={styles.fields}>{own.fields}</div>}
          {own?.kind === undefined && (
            <SendFields {...props} problems={problems} wordProblem={wordProblem} />
          )}
          {own?.kind !== 'stream' && (
            <AttributeEditor
              attributes={draft.attributes}
              problems={problems}
              wordProblem={wordProblem}
              onAttributes={(attributes) => {
                onDraft({ ...draft, attributes })
              }}
            />
          )}
          {own?.preview}
        </div>
      </div>
      <footer className={styles.foot}>
        <Button
          disabled={!isReady && !pending}
          loading={pending}
          aria-describedby={reason === undefined ? undefined : reasonId}
          rightSection={<Kbd keys="mod+Enter" />}
          onClick={send}
        >
          {verb}
        </Button>
        {reason !== undefined && (
          <span id={reasonId} className={styles.reason}>
            {reason}
          </span>
        )}
        <div className={styles.result}>{props.result}</div>
      </footer>
    </div>
  )
}
