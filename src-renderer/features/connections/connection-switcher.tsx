import { useState } from 'react'
import { Menu } from '@mantine/core'
import { IconCheck, IconPlus, IconRefresh, IconSelector, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { read } from '../../api/read.ts'
import { AddConnection } from './add-connection.tsx'
import styles from './connection-switcher.module.css'
import { IdentityLine } from './identity-line.tsx'
import { useRemoveConnection } from './use-remove-connection.ts'

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
      <span className={styles.item} data-environment={connection.environment}>
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
  return () =>
    void queries.invalidateQueries({
      queryKey: read('connections.test', { connectionId }).queryKey,
    })
}

function Switches({ current, all, onOpen, onAdd }: SwitchesProps) {
  const { t } = useTranslation('connections')
  const remove = useRemoveConnection()
  const askAgain = useAskAgain(current.id)
  const removeCurrent = async (): Promise<void> => {
    if (await remove(current)) onOpen('sandbox')
  }
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
      <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
        {t('switcher.add')}
      </Menu.Item>
      <Menu.Item leftSection={<IconRefresh size={14} aria-hidden />} onClick={askAgain}>
        {t('switcher.again')}
      </Menu.Item>
      {current.target.kind !== 'sandbox' && (
        <Menu.Item
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => void removeCurrent()}
        >
          {t('switcher.remove', { name: current.name })}
        </Menu.Item>
      )}
    </Menu.Dropdown>
  )
}
interface SwitchesProps {
  current: Connection
  all: readonly Connection[]
  onOpen: (connectionId: string) => void
  onAdd: () => void
}

/** Which connection the window shows, where it is and as whom; and the way to another one. */
export function ConnectionSwitcher({ connectionId, onOpen }: ConnectionSwitcherProps) {
  const { t } = useTranslation('connections')
  const [isAdding, setAdding] = useState(false)
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
          <Switches
            current={current}
            all={data.connections}
            onOpen={onOpen}
            onAdd={() => {
              setAdding(true)
            }}
          />
        )}
      </Menu>
      {isAdding && (
        <AddConnection
          onOpen={onOpen}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </>
  )
}
