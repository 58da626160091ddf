import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '../../../api/read.ts'
import type { Favourites } from '../../../api/use-favourites.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import type { Selection } from './use-selection.ts'

interface ListActionParts {
  connectionId: string
  selection: Selection
  favourites: Favourites
  pinned: ReadonlySet<string>
  onRefresh: () => void
  onAdd: () => void
  onOnlyFavourites: () => void
}

function useUnpin(connectionId: string): (queueUrls: readonly string[]) => void {
  const queries = useQueryClient()
  const { run } = useOperation('pins.remove')
  const unpin = async (queueUrls: readonly string[]): Promise<void> => {
    for (const queueUrl of queueUrls) await run({ connectionId, queueUrl })
    await queries.invalidateQueries({ queryKey: read('pins.list', { connectionId }).queryKey })
  }
  return (queueUrls) => void unpin(queueUrls)
}

/** What can be done on the list: offered to the palette with its keys, and to the bar of the ticked rows. */
export function useListActions(parts: ListActionParts) {
  const { connectionId, selection, favourites, pinned } = parts
  const { t } = useTranslation('queues')
  const unpin = useUnpin(connectionId)
  const urls = selection.meant.map(({ queueUrl }) => queueUrl)
  const pinnedUrls = urls.filter((queueUrl) => pinned.has(queueUrl))
  const areFavourites =
    urls.length > 0 && urls.every((queueUrl) => favourites.queueUrls.has(queueUrl))
  const [first] = selection.meant
  const favour = (): void => {
    if (urls.length > 0) favourites.toggle(urls)
  }
  const name =
    selection.meant.length === 1 && first !== undefined ? first.name : t('list.selection.label')
  usePageActions([
    { label: t('list.refresh'), keys: 'r', run: parts.onRefresh },
    { label: t('add.open'), keys: 'a', run: parts.onAdd },
    {
      label: t(areFavourites ? 'list.unstar' : 'list.star', { name }),
      keys: 'f',
      disabled: urls.length === 0 ? t('list.selection.none') : undefined,
      run: favour,
    },
    { label: t('list.favouritesOnly'), keys: 'F', run: parts.onOnlyFavourites },
  ])
  return {
    add: parts.onAdd,
    bar: {
      areFavourites,
      pinned: pinnedUrls.length,
      onFavourite: favour,
      onUnpin: () => {
        unpin(pinnedUrls)
      },
      onClear: () => {
        selection.setTicked(new Set())
      },
    },
  }
}
