import { Menu } from '@mantine/core'
import { IconCopy, IconMapPin, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useRemoveConnection } from './use-remove-connection.ts'

export type ConnectionDialogName = 'add' | 'edit' | 'region'

interface OwnItemsProps {
  connection: Connection
  onOpen: (connectionId: string) => void
  onShow: (dialog: ConnectionDialogName) => void
}

function useDuplicate({ connection, onOpen }: OwnItemsProps): () => Promise<void> {
  const { t } = useTranslation('connections')
  const queries = useQueryClient()
  const { run } = useOperation('connections.duplicate')
  return async () => {
    const name = t('switcher.copyName', { name: connection.name }).slice(0, 80)
    const outcome = await run({ connectionId: connection.id, name })
    if (outcome.state !== 'done') return
    await queries.invalidateQueries({ queryKey: read('connections.list', {}).queryKey })
    onOpen(outcome.output.id)
  }
}

/** What can be done with the open connection itself. The sandbox has none of it. */
export function OwnItems(props: OwnItemsProps) {
  const { connection, onOpen, onShow } = props
  const { name } = connection
  const { t } = useTranslation('connections')
  const remove = useRemoveConnection()
  const duplicate = useDuplicate(props)
  const show = (dialog: ConnectionDialogName) => () => {
    onShow(dialog)
  }
  const items = [
    { label: t('switcher.edit', { name }), Icon: IconPencil, run: show('edit') },
    { label: t('switcher.region'), Icon: IconMapPin, run: show('region') },
    { label: t('switcher.duplicate', { name }), Icon: IconCopy, run: () => void duplicate() },
    {
      label: t('switcher.remove', { name }),
      Icon: IconTrash,
      run: () =>
        void remove(connection).then((isGone) => {
          if (isGone) onOpen('sandbox')
        }),
    },
  ]
  return items.map(({ label, Icon, run }) => (
    <Menu.Item key={label} leftSection={<Icon size={14} aria-hidden />} onClick={run}>
      {label}
    </Menu.Item>
  ))
}
