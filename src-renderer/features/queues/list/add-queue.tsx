import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Button, Group, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useOperation } from '../../../api/use-operation.ts'
import type { WeirError } from '../../../api/weir-error.ts'
import type { NoticeWords } from '../../../lib/notice-words.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import styles from './queue-list.module.css'

interface AddQueueProps {
  connectionId: string
  onAdded: (queueUrl: string) => void
  onClose: () => void
}

function usePin({ connectionId, onAdded }: AddQueueProps) {
  const queries = useQueryClient()
  const { run, pending, error, reset } = useOperation('pins.add')
  const add = async (address: string): Promise<void> => {
    const outcome = await run({ connectionId, address })
    if (outcome.state !== 'done') return
    await queries.invalidateQueries({ queryKey: read('pins.list', { connectionId }).queryKey })
    onAdded(outcome.output.queueUrl)
  }
  return { add, pending, error, reset }
}

/** What is wrong with the address itself is said in words of its own. */
function useAddressWords(): (error: WeirError) => NoticeWords {
  const { t } = useTranslation('queues')
  const wordError = useErrorWords()
  return (error) => {
    const words = wordError(error)
    const { reason, region, connectionRegion } = error.detail.params
    if (reason === 'queue-address') {
      return { ...words, sentence: t('add.notAnAddress'), remedy: t('add.addressHint') }
    }
    if (reason !== 'other-region') return words
    const regions = { region: String(region), connectionRegion: String(connectionRegion) }
    return { ...words, sentence: t('add.otherRegion', regions), remedy: t('add.otherRegionRemedy') }
  }
}

/** Puts a queue on the list that the connection may not list, or that belongs to another account. */
export function AddQueue(props: AddQueueProps) {
  const { t } = useTranslation(['queues', 'common'])
  const [address, setAddress] = useState('')
  const { add, pending, error, reset } = usePin(props)
  const wordError = useAddressWords()
  const isEmpty = address.trim() === ''
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!isEmpty) void add(address)
  }
  return (
    <Dialog width={560} title={t('add.title')} onClose={props.onClose}>
      <form className={styles.form} onSubmit={onSubmit}>
        <p className={styles.explanation}>{t('add.explanation')}</p>
        <TextInput
          size="xs"
          data-autofocus
          label={t('add.address')}
          description={t('add.addressHint')}
          classNames={{ input: styles.address ?? '' }}
          spellCheck={false}
          value={address}
          onChange={(event) => {
            reset()
            setAddress(event.currentTarget.value)
          }}
        />
        {error !== undefined && <ErrorNotice words={wordError(error)} />}
        <Group justify="flex-end" gap={8} mt={8}>
          <Button variant="default" onClick={props.onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={isEmpty} loading={pending}>
            {t('add.verb')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
