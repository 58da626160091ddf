import { useDeferredValue, useId, useMemo } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../lib/use-format.ts'
import { Kbd } from '../ui/kbd.tsx'
import { AttributeEditor } from './attribute-editor.tsx'
import { BodyEditor } from './body-editor.tsx'
import { checkDraft, draftBytes } from './send-draft.ts'
import type { DraftProblem, SendDraft, SendRules } from './send-draft.ts'
import { SendFields } from './send-fields.tsx'
import styles from './send-form.module.css'

export interface SendFormProps {
  draft: SendDraft
  rules: SendRules
  /** The delay that an empty field means; unknown until the queue was read. */
  queueDelaySeconds: number | undefined
  /** False while the guard would refuse. */
  isAllowed: boolean
  pending: boolean
  onDraft: (draft: SendDraft) => void
  onSend: () => void
  /** What came of the last send, beside the button. */
  result: ReactNode
}

function SizeGauge({ draft, rules }: Pick<SendFormProps, 'draft' | 'rules'>) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const bytes = useMemo(() => draftBytes(draft), [draft])
  const limit = rules.maximumMessageBytes
  const words = { bytes: format.bytes(bytes), limit: format.bytes(limit) }
  return (
    <span className={styles.size} data-over={bytes > limit} title={t('send.sizeLabel')}>
      {t('send.size', words)}
    </span>
  )
}

function useProblemWords(): (problem: DraftProblem) => string {
  const { t } = useTranslation('messages')
  const format = useFormat()
  return ({ key, params }) => {
    if (key !== 'tooLarge') return t(`problem.${key}`, params)
    return t('problem.tooLarge', {
      over: format.bytes(Number(params['over'])),
      limit: format.bytes(Number(params['limit'])),
    })
  }
}

/** A message in the making: body, attributes, and what the queue's type asks for. Ctrl+Enter sends. */
export function SendForm(props: SendFormProps) {
  const { draft, rules, isAllowed, pending, onDraft, onSend } = props
  const { t } = useTranslation('messages')
  const wordProblem = useProblemWords()
  const reasonId = useId()
  // A megabyte takes some milliseconds to check; typing does not wait for it.
  const checked = useDeferredValue(draft)
  const problems = useMemo(() => checkDraft(checked, rules), [checked, rules])
  const isReady = isAllowed && problems.length === 0 && !pending
  const first = problems[0]

  const send = (): void => {
    // Checked anew: the deferred list may be a keystroke behind.
    if (isReady && checkDraft(draft, rules).length === 0) onSend()
  }
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
          <SendFields {...props} problems={problems} wordProblem={wordProblem} />
          <AttributeEditor
            attributes={draft.attributes}
            problems={problems}
            wordProblem={wordProblem}
            onAttributes={(attributes) => {
              onDraft({ ...draft, attributes })
            }}
          />
        </div>
      </div>
      <footer className={styles.foot}>
        <Button
          disabled={!isReady && !pending}
          loading={pending}
          aria-describedby={first === undefined ? undefined : reasonId}
          rightSection={<Kbd keys="mod+Enter" />}
          onClick={send}
        >
          {t('send.verb')}
        </Button>
        {first !== undefined && (
          <span id={reasonId} className={styles.reason}>
            {wordProblem(first)}
          </span>
        )}
        <div className={styles.result}>{props.result}</div>
      </footer>
    </div>
  )
}
