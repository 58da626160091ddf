import { useState } from 'react'
import { Menu } from '@mantine/core'
import { IconCheck, IconPlus, IconRefresh, IconSelector } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { read } from '../../api/read.ts'
import { ConnectionDialog } from './connection-dialog.tsx'
import styles from './connection-switcher.module.css'
import { IdentityLine } from './identity-line.tsx'
import { OwnItems } from './own-items.tsx'
import type { ConnectionDialogName } from './own-items.tsx'
import { RegionDialog } from './region-dialog.tsx'

interface ConnectionSwitcherProps {
  connectionId: string
  onOpen: (connectionId: string) => void
}

function ConnectionItem({ connection, isOpen, onOpen }: ConnectionItemProps) {
  const { t } = useTranslation('common')
  return (
    <Menu.Item
      aria-current={isOpen}
      leftSection={<IconCheck size={14} aria-hidden className={styles.tick} data-open={isOpen} />}
      onClick={onOpen}
    >
      <span
        className={styles.item}
        data-environment={connection.environment}
        data-color={connection.color}
      >
        <span className={styles.itemName}>{connection.name}</span>
        <span className={styles.place}>
          {connection.region} · {t(`environment.${connection.environment}`)}
        </span>
      </span>
    </Menu.Item>
  )
}
interface ConnectionItemProps {
  connection: Connection
  isOpen: boolean
  onOpen: () => void
}

function useAskAgain(connectionId: string): () => void {
  const queries = useQueryClient()
  const { queryKey } = read('connections.test', { connectionId })
  // Asking who this is also renews its credentials; then all that failed for want of them is asked again.
  return () =>
    void queries
      .invalidateQueries({ queryKey })
      .then(() => queries.invalidateQueries({ queryKey: [connectionId] }))
}

function Switches({ current, all, onOpen, onShow }: SwitchesProps) {
  const { t } = useTranslation('connections')
  const askAgain = useAskAgain(current.id)
  return (
    <Menu.Dropdown>
      {all.map((connection) => (
        <ConnectionItem
          key={connection.id}
          connection={connection}
          isOpen={connection.id === current.id}
          onOpen={() => {
            onOpen(connection.id)
          }}
        />
      ))}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => {
          onShow('add')
        }}
      >
        {t('switcher.add')}
      </Menu.Item>
      <Menu.Item leftSection={<IconRefresh size={14} aria-hidden />} onClick={askAgain}>
        {t('switcher.again')}
      </Menu.Item>
      {current.target.kind !== 'sandbox' && (
        <OwnItems connection={current} onOpen={onOpen} onShow={onShow} />
      )}
    </Menu.Dropdown>
  )
}
interface SwitchesProps {
  current: Connection
  all: readonly Connection[]
  onOpen: (connectionId: string) => void
  onShow: (dialog: ConnectionDialogName) => void
}

function Dialogs({ shown, current, onOpen, onClose }: DialogsProps) {
  if (shown === undefined || current === undefined) return null
  if (shown === 'region') {
    return <RegionDialog connection={current} onOpen={onOpen} onClose={onClose} />
  }
  return (
    <ConnectionDialog
      editing={shown === 'edit' ? current : undefined}
      onOpen={onOpen}
      onClose={onClose}
    />
  )
}
interface DialogsProps {
  shown: ConnectionDialogName | undefined
  current: Connection | undefined
  onOpen: (connectionId: string) => void
  onClose: () => void
}

/** Which connection the window shows, where it is and as whom; and the way to another one. */
export function ConnectionSwitcher({ connectionId, onOpen }: ConnectionSwitcherProps) {
  const { t } = useTranslation('connections')
  const [shown, setShown] = useState<ConnectionDialogName>()
  const { data } = useQuery(read('connections.list', {}))
  const current = data?.connections.find(({ id }) => id === connectionId)
  return (
    <>
      <Menu position="bottom-start" width={288}>
        <Menu.Target>
          <button type="button" className={styles.switcher} title={t('switcher.title')}>
            <span className={styles.text}>
              <span className={styles.name}>{current?.name ?? connectionId}</span>
              {current !== undefined && <IdentityLine connection={current} />}
            </span>
            <IconSelector size={14} className={styles.arrow} aria-hidden />
          </button>
        </Menu.Target>
        {current !== undefined && data !== undefined && (
          <Switches current={current} all={data.connections} onOpen={onOpen} onShow={setShown} />
        )}
      </Menu>
      <Dialogs
        shown={shown}
        current={current}
        onOpen={onOpen}
        onClose={() => {
          setShown(undefined)
        }}
      />
    </>
  )
}
