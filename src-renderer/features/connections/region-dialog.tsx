import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './connection-dialog.module.css'
import { fieldProblems, fieldsOf } from './connection-draft.ts'
import { RegionField } from './region-field.tsx'
import { useSaveConnection } from './use-save-connection.ts'

interface RegionDialogProps {
  connection: Connection
  onOpen: (connectionId: string) => void
  onClose: () => void
}

/** The same account in another region: what was open in the old one is returned and closed. */
export function RegionDialog({ connection, onOpen, onClose }: RegionDialogProps) {
  const { t } = useTranslation(['connections', 'common'])
  const wordError = useErrorWords()
  const [fields, setFields] = useState(() => fieldsOf(connection))
  const { save, pending, error } = useSaveConnection(connection)
  const isReady = fieldProblems(fields).region === undefined && fields.region !== connection.region
  const submit = async (): Promise<void> => {
    if ((await save(fields)) === undefined) return
    onOpen(connection.id)
    onClose()
  }
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isReady) void submit()
  }
  return (
    <Dialog width={400} title={t('region.title', { name: connection.name })} onClose={onClose}>
      <form className={styles.form} onSubmit={onSubmit}>
        <RegionField
          fields={fields}
          onChange={(changes) => {
            setFields((before) => ({ ...before, ...changes }))
          }}
        />
        <p className={styles.dim}>{t('region.body')}</p>
        {error !== undefined && <ErrorNotice words={wordError(error)} />}
        <Group justify="flex-end" gap={8} mt={8}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={pending}>
            {t('region.verb', { region: fields.region })}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
