import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SUBJECT_MAX } from '#contract'
import { useStore } from '../../../lib/store.ts'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import { expandDraft } from '../../../parts/send-draft.ts'
import type { SendDraft } from '../../../parts/send-draft.ts'
import { FileForm } from '../../../parts/send-many/file-form.tsx'
import { ModeChoice } from '../../../parts/send-many/mode-choice.tsx'
import { NewestReport, useShownSend } from '../../../parts/send-many/newest-report.tsx'
import { RepeatForm } from '../../../parts/send-many/repeat-form.tsx'
import type { OwnForm } from '../../../parts/send-many/repeat-form.tsx'
import type { SendMemory } from '../../../parts/send-many/send-memory.ts'
import type { SendPlace } from '../../../parts/send-many/send-place.ts'
import type { OpenInLab } from '../filters/open-in-lab.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { recallTopic } from '../topic-memory.ts'
import { findTopicProblem, rulesOf } from './publish-draft.ts'
import { PublishFields } from './publish-fields.tsx'
import { PublishSingle } from './publish-single.tsx'
import styles from './publish-tab.module.css'
import { Recipients } from './recipients.tsx'
import { useRecipients } from './use-recipients.ts'

/** The same object as long as nothing changes: ten thousand lines are not judged anew for nothing. */
function usePlace({ connection, topicArn, name, type, ...facts }: TopicFacts): SendPlace {
  const { maximumMessageBytes, detail } = facts
  const contentBased = detail?.contentBasedDeduplication
  const rules = useMemo(
    () => rulesOf({ type, maximumMessageBytes, contentBased }),
    [type, maximumMessageBytes, contentBased],
  )
  return { connection, name, rules, to: { kind: 'topic', topicArn } }
}

/** What the form has of its own for topics. */
function useTopicForm(facts: TopicFacts, place: SendPlace, memory: SendMemory): OwnForm {
  const { t } = useTranslation('publish')
  const draft = useStore(memory.draft)
  const find = (each: SendDraft) => findTopicProblem(each, place.rules)
  const word = (problem: ReturnType<typeof find>) =>
    problem && t(`problem.${problem.key}`, { max: SUBJECT_MAX })
  const shown = find(draft)
  return {
    kind: 'topic',
    problemOf: (each) => word(find(each)),
    fields: (
      <PublishFields
        facts={facts}
        draft={draft}
        subjectProblem={shown?.field === 'subject' ? word(shown) : undefined}
        onDraft={memory.draft.set}
      />
    ),
  }
}

/** What the first of the repetitions would be. */
const first = { index: 1, uuid: crypto.randomUUID(), now: new Date().toISOString() }

/** Publishes one message, one many times over, or a file of them, and says beside it who would get it. */
export function PublishTab({ facts, onTry }: { facts: TopicFacts; onTry: OpenInLab }) {
  const [memory] = useState(() => recallTopic(facts.connection.id, facts.topicArn))
  const place = usePlace(facts)
  const mode = useStore(memory.sendMode)
  const draft = useStore(memory.draft)
  const judged = useMemo(
    () => (mode === 'repeat' ? expandDraft(draft, first) : draft),
    [mode, draft],
  )
  const found = useRecipients(facts, judged)
  const topic = useTopicForm(facts, place, memory)
  const shown = useShownSend(place, memory)
  const isAllowed = isGuardAtLeast(facts.connection.guard, 'confirm')
  const shared = { place, memory, isAllowed: isAllowed && !facts.isGone }
  const report = mode === 'single' ? undefined : shown
  return (
    <div className={styles.tab}>
      {!isAllowed && (
        <div className={styles.guard}>
          <GuardOffer connection={facts.connection} needs="confirm" what="publish" />
        </div>
      )}
      <ModeChoice place={place} memory={memory} />
      {mode === 'single' && <PublishSingle {...shared} {...found} facts={facts} topic={topic} />}
      {mode === 'repeat' && <RepeatForm {...shared} own={topic} />}
      {mode === 'file' && <FileForm {...shared} />}
      <NewestReport {...shared} progress={report} />
      {mode !== 'file' && report === undefined && (
        <Recipients
          facts={facts}
          found={found}
          onTry={(filter) => {
            onTry({ ...filter, message: judged })
          }}
        />
      )}
    </div>
  )
}
