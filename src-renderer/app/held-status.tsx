import { useState } from 'react'
import { Popover } from '@mantine/core'
import { IconHandGrab } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { heldQueues, totalsOf } from '../api/held-queues.ts'
import { useFeed } from '../api/use-feed.ts'
import { useStore } from '../lib/store.ts'
import { useAfter } from '../lib/use-after.ts'
import { HeldList } from '../parts/held-list.tsx'
import { classNames } from '../lib/class-names.ts'
import styles from './status-bar.module.css'
import heldStyles from './held-status.module.css'

/** The journal's thread, which knows what is held, need not compete with the first rows. */
const openAfterMs = 2_000

function useHeldQueues() {
  const isOpen = useAfter(openAfterMs)
  useFeed('holds.watch', isOpen ? {} : undefined, {
    onItem: ({ queues }) => {
      heldQueues.set(queues)
    },
  })
  return useStore(heldQueues)
}

/** How many messages Weir keeps from their consumers, on whatever connection, and the way to return them. */
export function HeldStatus() {
  const { t } = useTranslation('looks')
  const queues = useHeldQueues()
  const [isShown, setShown] = useState(false)
  const { held, uncertain } = totalsOf(queues)
  // Stays while it is open, so that the last return can be read.
  if (held + uncertain === 0 && !isShown) return null
  const words = [
    ...(held > 0 ? [t('status.held', { count: held })] : []),
    ...(uncertain > 0 ? [t('status.may', { count: uncertain })] : []),
  ].join(' · ')
  return (
    <Popover opened={isShown} onChange={setShown} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classNames(styles.button, heldStyles.button)}
          title={t('status.hint')}
          onClick={() => {
            setShown(!isShown)
          }}
        >
          <IconHandGrab size={14} stroke={1.5} aria-hidden="true" />
          {words === '' ? t('list.none') : words}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={heldStyles.list} aria-label={t('list.title')}>
        {queues.length === 0 ? t('list.none') : <HeldList queues={queues} />}
      </Popover.Dropdown>
    </Popover>
  )
}
