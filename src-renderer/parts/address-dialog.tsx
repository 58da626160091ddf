import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Button, Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NoticeWords } from '../lib/notice-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import styles from './address-dialog.module.css'

interface AddressDialogProps {
  title: string
  explanation: string
  label: string
  hint: string
  verb: string
  pending: boolean
  /** Why the last address was refused. */
  error: NoticeWords | undefined
  onAdd: (address: string) => void
  /** The address was changed: what was said of the last one is over. */
  onEdit: () => void
  onClose: () => void
}

/** Puts something on a list by its address: what the connection may not list, or what belongs to another account. */
export function AddressDialog(props: AddressDialogProps) {
  const { t } = useTranslation('common')
  const [address, setAddress] = useState('')
  const isEmpty = address.trim() === ''
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!isEmpty) props.onAdd(address)
  }
  return (
    <Dialog width={560} title={props.title} onClose={props.onClose}>
      <form className={styles.form} onSubmit={onSubmit}>
        <p className={styles.explanation}>{props.explanation}</p>
        <TextInput
          size="xs"
          data-autofocus
          label={props.label}
          description={props.hint}
          classNames={{ input: styles.address ?? '' }}
          spellCheck={false}
          value={address}
          onChange={(event) => {
            props.onEdit()
            setAddress(event.currentTarget.value)
          }}
        />
        {props.error !== undefined && <ErrorNotice words={props.error} />}
        <Group justify="flex-end" gap={8} mt={8}>
          <Button variant="default" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={isEmpty} loading={props.pending}>
            {props.verb}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
