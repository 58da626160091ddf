import { Button, Menu } from '@mantine/core'
import { IconDotsVertical, IconRefresh, IconTrash, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Capture } from '#contract'
import { read } from '../../../api/read.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { Tool } from '../../../parts/list-toolbar.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import styles from '../captures.module.css'
import type { CaptureActions } from '../use-capture-actions.ts'

/** While something is removed the room it takes is asked again. */
const REMOVING_MS = 1_000

function DiskUse() {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const { data } = useQuery({
    ...read('captures.use', {}),
    refetchInterval: ({ state }) => (state.data?.isRemoving === true ? REMOVING_MS : false),
  })
  if (data === undefined) return null
  const size = format.bytes(data.bytes)
  return (
    <span className={styles.use}>
      {t(data.isRemoving ? 'list.removing' : 'list.use', { size })}
    </span>
  )
}

interface SelectionProps {
  selected: readonly Capture[]
  actions: CaptureActions
  onClear: () => void
}

function Selection({ selected, actions, onClear }: SelectionProps) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const count = selected.length
  const clearAfter = (done: Promise<boolean>): void => {
    void done.then((isDone) => {
      if (isDone) onClear()
    })
  }
  return (
    <div className={styles.selection} role="group" aria-label={t('list.selectionLabel')}>
      <span role="status" className={styles.selected}>
        {t('list.selected', { count, n: format.number(count) })}
      </span>
      {count > 1 && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            clearAfter(actions.merge(selected))
          }}
        >
          {t('list.merge', { count })}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          clearAfter(actions.remove(selected))
        }}
      >
        {t('list.delete', { count })}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
        {t('list.clear')}
      </Button>
    </div>
  )
}

interface CaptureBarProps extends SelectionProps {
  search: string
  onSearch: (text: string) => void
  all: readonly Capture[] | undefined
  shown: number
  isRefreshing: boolean
  onRefresh: () => void
  onImport: () => void
}

function Count({ all, shown }: Pick<CaptureBarProps, 'all' | 'shown'>) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  if (all === undefined) return <span className={styles.count} />
  const total = all.length
  const words =
    shown === total
      ? t('list.total', { count: total, n: format.number(total) })
      : t('list.count', { shown: format.number(shown), total: format.number(total) })
  return (
    <span role="status" className={styles.count}>
      {words}
    </span>
  )
}

/** Search, how many and how large, and what can be done with captures. */
export function CaptureBar(props: CaptureBarProps) {
  const { all, selected, actions } = props
  const { t } = useTranslation('captures')
  const has = all !== undefined && all.length > 0
  return (
    <div className={styles.bar}>
      <SearchField
        label={t('list.search')}
        value={props.search}
        className={styles.search}
        onChange={props.onSearch}
      />
      {selected.length > 0 ? <Selection {...props} /> : <Count {...props} />}
      {has && <DiskUse />}
      <Button
        size="xs"
        variant="default"
        title={t('list.importHint')}
        loading={actions.isImporting}
        leftSection={<IconUpload size={14} aria-hidden />}
        onClick={props.onImport}
      >
        {t('list.import')}
      </Button>
      <Tool
        label={t('list.refresh')}
        keys="r"
        loading={props.isRefreshing}
        onClick={props.onRefresh}
      >
        <IconRefresh size={16} stroke={1.5} />
      </Tool>
      {has && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" variant="subtle" color="gray" aria-label={t('list.more')} px={6}>
              <IconDotsVertical size={16} stroke={1.5} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => void actions.wipe(all)}>
              {t('list.wipe')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
