import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Button, Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CredentialPrompt, PromptAnswer } from '#contract'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './connection-dialog.module.css'

interface CodePromptProps {
  prompt: Extract<CredentialPrompt, { kind: 'code' }>
  onAnswer: (answer: PromptAnswer) => Promise<void>
}

const CODE = /^\d{6}$/

/** Asks for the six digits that a device shows now. */
export function CodePrompt({ prompt, onAnswer }: CodePromptProps) {
  const { t } = useTranslation(['connections', 'common'])
  const [code, setCode] = useState('')
  const cancel = (): void => {
    void onAnswer({ kind: 'cancel' })
  }
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (CODE.test(code)) void onAnswer({ kind: 'code', code })
  }
  return (
    <Dialog width={400} title={t('prompt.codeTitle', { name: prompt.name })} onClose={cancel}>
      <form className={styles.form} onSubmit={onSubmit}>
        <p className={styles.device}>{prompt.device}</p>
        <TextInput
          size="xs"
          data-autofocus
          label={t('prompt.code')}
          value={code}
          error={prompt.wasWrong && code === '' ? t('prompt.codeWrong') : undefined}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          onChange={(event) => {
            setCode(event.currentTarget.value.trim())
          }}
        />
        <Group justify="flex-end" gap={8} mt={8}>
          <Button variant="default" onClick={cancel}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!CODE.test(code)}>
            {t('prompt.codeVerb')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
