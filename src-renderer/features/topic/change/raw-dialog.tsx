import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import styles from './change.module.css'
import { SettingDialog } from './setting-dialog.tsx'
import type { SettingsSubject } from './use-save-settings.ts'

/** More attributes and SNS discards a raw message for a queue. Source: SNS Developer Guide, raw message delivery. */
const ATTRIBUTES_MAX = 10

const choices = ['false', 'true'] as const

interface RawDialogProps extends SettingsSubject {
  protocol: string
  onClose: () => void
}

/** Whether a subscription gets messages as they are or in SNS's envelope. */
export function RawDialog({ protocol, onClose, ...subject }: RawDialogProps) {
  const { endpoint, detail } = subject
  const { t } = useTranslation('subscription-change')
  const before = detail.isRaw ? 'true' : 'false'
  const [value, setValue] = useState<(typeof choices)[number]>(before)
  const form = value === 'true' ? 'raw' : 'envelope'
  return (
    <SettingDialog
      subject={subject}
      title={t('raw.title', { endpoint })}
      before={{ RawMessageDelivery: before }}
      after={{ RawMessageDelivery: value }}
      words={{
        title: t('raw.confirmTitle', { endpoint }),
        body: t(`raw.confirm.${form}`),
        verb: t('raw.save'),
        saved: t(`raw.saved.${form}`, { endpoint }),
      }}
      onClose={onClose}
    >
      <SegmentedControl
        size="xs"
        aria-label={t('raw.label')}
        data={choices.map((each) => ({ value: each, label: t(`raw.choice.${each}`) }))}
        value={value}
        onChange={setValue}
      />
      <p className={styles.dim}>
        {t(`raw.hint.${value === 'true' && protocol === 'sqs' ? 'queue' : value}`)}
      </p>
      {value === 'true' && protocol === 'sqs' && (
        <AttentionLine>{t('raw.attributes', { count: ATTRIBUTES_MAX })}</AttentionLine>
      )}
      <p className={styles.dim}>{t('raw.note')}</p>
    </SettingDialog>
  )
}
