import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import styles from './change.module.css'
import { settingsThatDiffer, useSaveSettings } from './use-save-settings.ts'
import type { Settings, SettingsSubject, SettingWords } from './use-save-settings.ts'

const WIDTH = 640

interface SettingDialogProps {
  subject: SettingsSubject
  title: string
  /** What the attributes were when the dialog was opened. */
  before: Settings
  /** What they are to be; undefined while the draft is none. */
  after: Settings | undefined
  words: SettingWords
  children: ReactNode
  onClose: () => void
}

/** Some attributes of one subscription, edited; it stays until what came of it was read. */
export function SettingDialog(props: SettingDialogProps) {
  const { subject, title, after, words, children, onClose } = props
  const { t } = useTranslation(['subscription-change', 'common'])
  // Another value meanwhile is a conflict: what was read again behind the dialog is not what the user saw.
  const [opened] = useState(props.before)
  const { save, pending, outcome, dismiss, reread, before, partly } = useSaveSettings(
    subject,
    opened,
  )
  const isDone = outcome?.state === 'done'
  const isChanged = after !== undefined && settingsThatDiffer(before, after).length > 0
  const isReady = isChanged && !pending && !isDone
  return (
    <Dialog title={title} width={WIDTH} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          // A form inside a portal of this one bubbles here, too.
          event.stopPropagation()
          if (isReady) void save(after, words)
        }}
      >
        {children}
        {partly !== undefined && (
          <AttentionLine>
            {t('partly', { set: partly.set.join(', '), unset: partly.unset.join(', ') })}
          </AttentionLine>
        )}
        <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {isDone ? t('common:close') : t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {words.verb}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
