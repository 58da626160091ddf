import { useState } from 'react'
import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SUBJECT_MAX, TRACE_ATTRIBUTE, TRACE_ATTRIBUTES_MAX, TRACE_SECONDS } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useStore } from '../../../lib/store.ts'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import type { SendDraft } from '../../../parts/send-draft.ts'
import { SendForm } from '../../../parts/send-form.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { findTopicProblem, rulesOfFacts } from '../publish/publish-draft.ts'
import { PublishFields } from '../publish/publish-fields.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { recallTopic } from '../topic-memory.ts'
import type { TopicMemory } from '../topic-memory.ts'
import { PlanTable, ResultTable } from './trace-table.tsx'
import styles from './trace.module.css'
import { useTrace, useTracePlan } from './use-trace.ts'

const classes = { description: styles.hint ?? '' }

/** As long as the mark that main makes. */
const markValue = 'k3v9x0q2m7ab'

/** The draft as it will go out, with the mark and in place of empty ids the mark: what is judged. */
function asTraced(draft: SendDraft): SendDraft {
  const { attributes, groupId, deduplicationId } = draft
  const mark = {
    id: 'mark',
    name: TRACE_ATTRIBUTE,
    kind: 'String',
    suffix: '',
    value: markValue,
  } as const
  return {
    ...draft,
    attributes: attributes.length < TRACE_ATTRIBUTES_MAX ? [...attributes, mark] : attributes,
    groupId: groupId === '' ? markValue : groupId,
    deduplicationId: deduplicationId === '' ? markValue : deduplicationId,
  }
}

interface FieldsProps {
  facts: TopicFacts
  memory: TopicMemory
  draft: SendDraft
  subjectProblem: string | undefined
}

function Fields({ facts, memory, draft, subjectProblem }: FieldsProps) {
  const { t } = useTranslation('trace')
  const seconds = useStore(memory.traceSeconds)
  const isFull = draft.attributes.length >= TRACE_ATTRIBUTES_MAX
  return (
    <>
      <NumberInput
        size="xs"
        classNames={classes}
        label={t('seconds')}
        description={t('secondsHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={TRACE_SECONDS.least}
        max={TRACE_SECONDS.most}
        clampBehavior="strict"
        allowDecimal={false}
        value={seconds}
        onChange={(value) => {
          memory.traceSeconds.set(typeof value === 'number' ? value : TRACE_SECONDS.usual)
        }}
      />
      <p className={styles.hint}>{t(isFull ? 'markRoom' : 'markHint')}</p>
      {facts.type === 'fifo' && <p className={styles.hint}>{t('fifoHint')}</p>}
      <PublishFields
        facts={facts}
        draft={draft}
        subjectProblem={subjectProblem}
        onDraft={memory.traceDraft.set}
      />
    </>
  )
}

/** Publishes one marked message and watches it arrive in the queues that were ticked. */
export function TraceTab({ facts }: { facts: TopicFacts }) {
  const { t } = useTranslation(['trace', 'publish'])
  const wordError = useErrorWords()
  const [memory] = useState(() => recallTopic(facts.connection.id, facts.topicArn))
  const draft = useStore(memory.traceDraft)
  const plan = useTracePlan({ facts, memory })
  const tracing = useTrace({ facts, memory }, plan)
  const { trace, lines, error } = tracing
  const rules = rulesOfFacts(facts)
  const problem = findTopicProblem(draft, rules)
  const words =
    problem === undefined ? undefined : t(`publish:problem.${problem.key}`, { max: SUBJECT_MAX })
  const isAllowed = isGuardAtLeast(facts.connection.guard, 'confirm')
  const unready = plan.planned.data === undefined ? t('planNeeded') : undefined
  return (
    <div className={styles.tab}>
      {!isAllowed && (
        <div className={styles.guard}>
          <GuardOffer connection={facts.connection} needs="confirm" what="publish" />
        </div>
      )}
      <SendForm
        draft={draft}
        rules={rules}
        queueDelaySeconds={undefined}
        isAllowed={isAllowed && trace === undefined}
        pending={tracing.isStarting}
        onDraft={(next) => {
          memory.traceDraft.set({ ...memory.traceDraft.get(), ...next })
        }}
        own={{
          kind: 'topic',
          verb: t('verb'),
          problem: words ?? unready,
          fields: (
            <Fields
              facts={facts}
              memory={memory}
              draft={draft}
              subjectProblem={problem?.field === 'subject' ? words : undefined}
            />
          ),
          preview: null,
          asSent: asTraced,
        }}
        onSend={() => void tracing.start()}
        result={error !== undefined && <ErrorNotice words={wordError(error)} />}
      />
      {trace === undefined || lines === undefined ? (
        <PlanTable facts={facts} memory={memory} plan={plan} />
      ) : (
        <ResultTable facts={facts} trace={trace} lines={lines} tracing={tracing} />
      )}
    </div>
  )
}
