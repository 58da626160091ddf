import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import type { WeirError } from '../../api/weir-error.ts'
import type { NoticeWords } from '../../lib/notice-words.ts'
import { AddressDialog } from '../../parts/address-dialog.tsx'

interface AddStreamProps {
  connectionId: string
  onAdded: (streamArn: string) => void
  onClose: () => void
}

/** What is wrong with the address itself is said in words of its own. */
function useAddressWords(): (error: WeirError) => NoticeWords {
  const { t } = useTranslation('streams')
  const wordError = useErrorWords()
  return (error) => {
    const words = wordError(error)
    const { reason, region, connectionRegion } = error.detail.params
    if (reason === 'stream-address') {
      return { ...words, sentence: t('add.notAnAddress'), remedy: t('add.addressHint') }
    }
    if (reason !== 'other-region') return words
    const regions = { region: String(region), connectionRegion: String(connectionRegion) }
    return { ...words, sentence: t('add.otherRegion', regions), remedy: t('add.otherRegionRemedy') }
  }
}

/** Puts a stream on the list that the connection may not list, or that belongs to another account. */
export function AddStream({ connectionId, onAdded, onClose }: AddStreamProps) {
  const { t } = useTranslation('streams')
  const queries = useQueryClient()
  const { run, pending, error, reset } = useOperation('streams.pin')
  const wordError = useAddressWords()
  const add = async (address: string): Promise<void> => {
    const outcome = await run({ connectionId, address })
    if (outcome.state !== 'done') return
    await queries.invalidateQueries({
      queryKey: read('streams.listPinned', { connectionId }).queryKey,
    })
    onAdded(outcome.output.streamArn)
  }
  return (
    <AddressDialog
      title={t('add.title')}
      explanation={t('add.explanation')}
      label={t('add.address')}
      hint={t('add.addressHint')}
      verb={t('add.verb')}
      pending={pending}
      error={error === undefined ? undefined : wordError(error)}
      onAdd={(address) => void add(address)}
      onEdit={reset}
      onClose={onClose}
    />
  )
}
