import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CredentialPrompt, PromptAnswer } from '#contract'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './connection-dialog.module.css'

interface EndedPromptProps {
  prompt: Extract<CredentialPrompt, { kind: 'ended' }>
  onAnswer: (answer: PromptAnswer) => Promise<void>
}

/** Says once that credentials have ended, what to type to have them again, and goes on when told to. */
export function EndedPrompt({ prompt, onAnswer }: EndedPromptProps) {
  const { t } = useTranslation(['connections', 'common'])
  const { name, error } = prompt
  const command = error.params['command']
  const later = (): void => {
    void onAnswer({ kind: 'cancel' })
  }
  return (
    <Dialog width={460} title={t('prompt.endedTitle', { name })} onClose={later}>
      <div className={styles.form}>
        <p>{t('prompt.stopped')}</p>
        {command === undefined ? (
          <p>{t('prompt.renewSomehow')}</p>
        ) : (
          <>
            <p>{t('prompt.run')}</p>
            <p className={styles.command}>
              <code>{String(command)}</code>
              <CopyButton text={String(command)} label={t('prompt.copy')} />
            </p>
          </>
        )}
        <Group justify="flex-end" gap={8} mt={8}>
          <Button variant="default" onClick={later}>
            {t('prompt.later')}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              void onAnswer({ kind: 'again' })
            }}
          >
            {t('common:retry')}
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}
