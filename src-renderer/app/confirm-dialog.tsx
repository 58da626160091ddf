import { useState } from 'react'
import { Button, Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConfirmAnswer, ConfirmRequest } from '../api/confirm.ts'
import { Dialog } from '../ui/dialog.tsx'
import styles from './confirm-dialog.module.css'
import { useConnection } from './use-connection.ts'

interface ConfirmDialogProps {
  request: ConfirmRequest
  onAnswer: (answer: ConfirmAnswer | undefined) => void
}

/** Which connection this is about: the question one forgets to ask. */
function Target({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation()
  const { connection } = useConnection(connectionId)
  if (connection === undefined) return null
  const isProduction = connection.environment === 'production'
  return (
    <p className={styles.target} data-environment={connection.environment}>
      {t('confirm.on')} <strong>{connection.name}</strong>
      <span className={styles.place}>
        {connection.region} · {t(`environment.${connection.environment}`)}
      </span>
      {isProduction && <strong className={styles.production}>{t('confirm.production')}</strong>}
    </p>
  )
}

interface TypedNameProps {
  name: string
  value: string
  onChange: (value: string) => void
}

function TypedName({ name, value, onChange }: TypedNameProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      className={styles.typed}
      label={t('confirm.typeName', { name })}
      value={value}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}

/** Says what will happen, to what, and lets the safe answer be the easy one. */
export function ConfirmDialog({ request, onAnswer }: ConfirmDialogProps) {
  const { t } = useTranslation()
  const { words, typedName, connectionId } = request
  const [typed, setTyped] = useState('')
  const isReady = typedName === undefined || typed === typedName
  const refuse = (): void => {
    onAnswer(undefined)
  }
  const accept = (): void => {
    onAnswer(typedName === undefined ? {} : { typedName: typed })
  }
  return (
    <Dialog title={words?.title ?? t('confirm.title')} width={440} onClose={refuse}>
      <p className={styles.body}>{words?.body ?? t('confirm.body')}</p>
      {connectionId !== undefined && <Target connectionId={connectionId} />}
      {typedName !== undefined && <TypedName name={typedName} value={typed} onChange={setTyped} />}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" data-autofocus onClick={refuse}>
          {t('confirm.keep')}
        </Button>
        <Button
          disabled={!isReady}
          color={words?.danger === true ? 'var(--weir-danger-strong)' : 'weir'}
          onClick={accept}
        >
          {words?.verb ?? t('confirm.verb')}
        </Button>
      </Group>
    </Dialog>
  )
}
