import { useState } from 'react'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { deliveryLimits, findDeliveryProblems, findSubscriptionAttributeProblem } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { DeliveryForm } from '../manage/delivery-form.tsx'
import { useDeliveryProblemWords } from '../manage/delivery-words.ts'
import { prettyJson } from '../pretty-json.ts'
import styles from './change.module.css'
import { SettingDialog } from './setting-dialog.tsx'
import type { SettingsSubject } from './use-save-settings.ts'

/** Why it cannot be saved: text that is no policy, or each value that SNS would refuse. */
function useProblems(): (text: string) => string | undefined {
  const { t } = useTranslation('subscription-change')
  const wordProblem = useDeliveryProblemWords()
  return (text) => {
    const problem = findSubscriptionAttributeProblem('DeliveryPolicy', text)
    if (problem === undefined) return undefined
    if (problem !== 'out-of-limits') return t('delivery.notJson')
    return findDeliveryProblems(text, 'subscription').map(wordProblem).join(' ')
  }
}

/** How SNS tries again at one http(s) endpoint: fields, and the JSON that they write. */
export function DeliveryDialog({ onClose, ...subject }: SettingsSubject & { onClose: () => void }) {
  const { detail, endpoint } = subject
  const { t } = useTranslation('subscription-change')
  const format = useFormat()
  const findProblems = useProblems()
  const [opened] = useState(() => prettyJson(detail.deliveryPolicy))
  const [draft, setDraft] = useState(opened)
  // Text that was not touched stays as SNS wrote it.
  const text = draft === opened ? detail.deliveryPolicy : draft.trim()
  const problems = findProblems(text)
  return (
    <SettingDialog
      subject={subject}
      title={t('delivery.title', { endpoint })}
      before={{ DeliveryPolicy: detail.deliveryPolicy }}
      after={problems === undefined ? { DeliveryPolicy: text } : undefined}
      words={{
        title: t('delivery.confirmTitle', { endpoint }),
        body: t(text === '' ? 'delivery.confirmNone' : 'delivery.confirmBody'),
        verb: t('delivery.save'),
        saved: t(text === '' ? 'delivery.savedNone' : 'delivery.saved'),
      }}
      onClose={onClose}
    >
      <DeliveryForm owner="subscription" text={draft} disabled={false} onText={setDraft} />
      <Textarea
        size="xs"
        autosize
        minRows={4}
        maxRows={10}
        label={t('delivery.json')}
        description={t('delivery.jsonHint')}
        spellCheck={false}
        classNames={{ input: styles.mono ?? '' }}
        value={draft}
        error={problems}
        onChange={(event) => {
          setDraft(event.currentTarget.value)
        }}
      />
      <p className={styles.dim}>
        {t('delivery.note', { seconds: format.number(deliveryLimits.totalSeconds) })}
      </p>
    </SettingDialog>
  )
}
