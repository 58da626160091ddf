import { useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Capture } from '#contract'
import { usePageActions } from '../../../lib/page-actions.ts'
import { SplitPane } from '../../../ui/split-pane.tsx'
import styles from '../captures.module.css'
import { EntryTable } from './entry-table.tsx'
import { EntryView } from './entry-view.tsx'
import { withGroup } from './groups/group-chips.tsx'
import { GroupsPane, newGroups } from './groups/groups-pane.tsx'
import type { GroupsDraft } from './groups/groups-pane.tsx'
import type { Entries, Filter } from './use-entries.ts'
import type { Wish } from './wish.ts'

interface PanesProps {
  capture: Capture
  entries: Entries
  wish: Wish
  onWish: (change: Partial<Wish>) => void
  grouped: Grouped
}

/** Beside the list: the entry that is open, or else the groups. */
export function Panes({ capture, entries, wish, onWish, grouped }: PanesProps) {
  const { t } = useTranslation('captures')
  const [position, setPosition] = useState<number>()
  const opened = useRef<HTMLDivElement>(null)
  const { isOpen, filter } = grouped
  const close = (): void => {
    setPosition(undefined)
  }
  return (
    <SplitPane
      name="capture"
      initialPercent={60}
      left={
        <EntryTable
          label={t('entry.table', { name: capture.name })}
          entries={entries}
          selected={position}
          onSelect={(row) => {
            setPosition(row.position)
          }}
          onOpen={() => opened.current?.focus()}
        />
      }
      right={
        <div ref={opened} tabIndex={-1} className={styles.opened}>
          {position !== undefined && (
            <EntryView capture={capture} position={position} onClose={close} />
          )}
          {position === undefined && isOpen && (
            <GroupsPane
              capture={capture}
              filter={filter}
              draft={grouped.draft}
              onDraft={grouped.onDraft}
              onClose={grouped.onToggle}
              onChoose={(group) => {
                onWish({ groups: withGroup(wish.groups, group) })
              }}
            />
          )}
          {position === undefined && !isOpen && (
            <p className={styles.choose}>{t('entry.choose')}</p>
          )}
        </div>
      }
    />
  )
}

/** The groups beside the list: whether they are shown, and how they are made. */
export function useGrouped(filter: Filter | undefined) {
  const { t } = useTranslation('captures')
  const [isOpen, setOpen] = useState(false)
  const [draft, setDraft] = useState(newGroups)
  const onToggle = (): void => {
    setOpen((now) => !now)
  }
  usePageActions([{ label: t('groups.title'), keys: 'o', run: onToggle }])
  const onDraft = (change: Partial<GroupsDraft>): void => {
    setDraft((now) => ({ ...now, ...change }))
  }
  return { filter, isOpen, onToggle, draft, onDraft }
}
type Grouped = ReturnType<typeof useGrouped>

export function GroupsButton({ grouped: { isOpen, onToggle } }: { grouped: Grouped }) {
  const { t } = useTranslation('captures')
  return (
    <Button
      size="xs"
      variant={isOpen ? 'filled' : 'default'}
      aria-pressed={isOpen}
      leftSection={<IconStack2 size={14} aria-hidden />}
      onClick={onToggle}
    >
      {t('groups.open')}
    </Button>
  )
}
