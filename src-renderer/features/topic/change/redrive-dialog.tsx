import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findDlqProblem } from '#contract'
import styles from './change.module.css'
import { QueueAdmission } from './queue-admission.tsx'
import { QueuePicker } from './queue-picker.tsx'
import { SettingDialog } from './setting-dialog.tsx'
import { queueArnFor } from './subscribe-draft.ts'
import type { SettingsSubject } from './use-save-settings.ts'

/** A policy that names the same queue stays as it was written. */
function toPolicy(queueArn: string, { detail }: SettingsSubject): string {
  if (queueArn === '') return ''
  return queueArn === detail.deadLetterArn
    ? (detail.attributes['RedrivePolicy'] ?? '')
    : JSON.stringify({ deadLetterTargetArn: queueArn })
}

/** Where SNS puts what it could not deliver to one subscription: a queue that lets the topic in, or none. */
export function RedriveDialog({ onClose, ...subject }: SettingsSubject & { onClose: () => void }) {
  const { facts, detail, endpoint } = subject
  const { t } = useTranslation('subscription-change')
  const [draft, setDraft] = useState(detail.deadLetterArn ?? '')
  const queueArn = draft.trim()
  const problem = queueArn === '' ? undefined : findDlqProblem(facts.topicArn, queueArn)
  const isNone = queueArn === ''
  const queue = queueArn.split(':').at(-1)
  return (
    <SettingDialog
      subject={subject}
      title={t('redrive.title', { endpoint })}
      before={{ RedrivePolicy: detail.attributes['RedrivePolicy'] ?? '' }}
      after={problem === undefined ? { RedrivePolicy: toPolicy(queueArn, subject) } : undefined}
      words={{
        title: t('redrive.confirmTitle', { endpoint }),
        body: t(isNone ? 'redrive.confirmNone' : 'redrive.confirmBody', { queue }),
        verb: t('redrive.save'),
        saved: t(isNone ? 'redrive.savedNone' : 'redrive.saved', { queue }),
      }}
      onClose={onClose}
    >
      <QueuePicker
        facts={facts}
        label={t('redrive.queue')}
        isFit={(each) =>
          findDlqProblem(facts.topicArn, queueArnFor(each, facts.topicArn)) === undefined
        }
        onPick={setDraft}
        isOpenAtFirst={false}
      />
      <TextInput
        size="xs"
        label={t('redrive.arn')}
        description={t('redrive.arnHint')}
        autoComplete="off"
        spellCheck={false}
        value={draft}
        error={problem === undefined ? undefined : t(`redrive.problem.${problem}`)}
        onChange={(event) => {
          setDraft(event.currentTarget.value)
        }}
      />
      {!isNone && problem === undefined && (
        <QueueAdmission key={queueArn} facts={facts} queueArn={queueArn} />
      )}
      <p className={styles.dim}>{t('redrive.note')}</p>
    </SettingDialog>
  )
}
