import { useState } from 'react'
import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import styles from './change.module.css'
import { SettingDialog } from './setting-dialog.tsx'
import type { SettingsSubject } from './use-save-settings.ts'

/** More attributes and SNS discards a raw message for a queue. Source: SNS Developer Guide, raw message delivery. */
const ATTRIBUTES_MAX = 10

interface RawDialogProps extends SettingsSubject {
  protocol: string
  onClose: () => void
}

/** Whether a subscription gets messages as they are or in SNS's envelope. */
export function RawDialog({ protocol, onClose, ...subject }: RawDialogProps) {
  const { endpoint, detail } = subject
  const { t } = useTranslation('subscription-change')
  const before = { RawMessageDelivery: String(detail.isRaw) }
  const [value, setValue] = useState(before.RawMessageDelivery)
  const form = value === 'true' ? 'raw' : 'envelope'
  return (
    <SettingDialog
      subject={subject}
      title={t('raw.title', { endpoint })}
      before={before}
      after={{ RawMessageDelivery: value }}
      words={{
        title: t('raw.confirmTitle', { endpoint }),
        body: t(`raw.confirm.${form}`),
        verb: t('raw.save'),
        saved: t(`raw.saved.${form}`, { endpoint }),
      }}
      onClose={onClose}
    >
      <Radio.Group label={t('raw.label')} value={value} onChange={setValue}>
        <Stack gap={8} mt={8}>
          {(['false', 'true'] as const).map((each) => (
            <Radio
              key={each}
              size="xs"
              value={each}
              label={t(`raw.choice.${each}`)}
              description={t(`raw.hint.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {value === 'true' && protocol === 'sqs' && (
        <AttentionLine>{t('raw.attributes', { count: ATTRIBUTES_MAX })}</AttentionLine>
      )}
      <p className={styles.dim}>{t('raw.note')}</p>
    </SettingDialog>
  )
}
