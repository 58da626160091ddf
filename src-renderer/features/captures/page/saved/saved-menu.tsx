import { useState } from 'react'
import { Button, Menu } from '@mantine/core'
import { IconBookmark, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SavedFilter } from '#contract'
import { usePageActions } from '../../../../lib/page-actions.ts'
import type { Filter } from '../use-entries.ts'
import { ManageFiltersDialog, SaveFilterDialog } from './saved-dialog.tsx'
import styles from './saved.module.css'
import { useSavedFilters } from './use-saved-filters.ts'
import type { SavedFilters } from './use-saved-filters.ts'

interface SavedMenuProps {
  /** What is sought now. */
  filter: Filter | undefined
  onUse: (filter: Filter) => void
  /** It was kept, under this name. */
  onSaved: (name: string) => void
}

interface ItemsProps extends Omit<SavedMenuProps, 'onSaved'> {
  saved: SavedFilters
  onSave: () => void
  onManage: () => void
}

function Items({ saved, filter, onUse, onSave, onManage }: ItemsProps) {
  const { t } = useTranslation('captures')
  const { filters } = saved
  const whyNot = filter === undefined ? t('saved.nothing') : undefined
  usePageActions([
    ...filters.map((each) => ({
      label: t('saved.useOf', { name: each.name }),
      run: () => {
        onUse(each.filter)
      },
    })),
    { label: t('saved.save'), disabled: whyNot, run: onSave },
    { label: t('saved.manage'), run: onManage },
  ])
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBookmark size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('saved.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {filters.map((each) => (
          <Menu.Item
            key={each.name}
            onClick={() => {
              onUse(each.filter)
            }}
          >
            {each.name}
          </Menu.Item>
        ))}
        {filters.length > 0 && <Menu.Divider />}
        <Menu.Item disabled={filter === undefined} title={whyNot} onClick={onSave}>
          {t('saved.save')}
        </Menu.Item>
        <Menu.Item disabled={filters.length === 0} onClick={onManage}>
          {t('saved.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Filters kept under a name: one of them used, or what is sought now kept as another. */
export function SavedMenu({ filter, onUse, onSaved }: SavedMenuProps) {
  const saved = useSavedFilters()
  const [shown, setShown] = useState<'save' | 'manage'>()
  const show = (what: 'save' | 'manage') => (): void => {
    saved.forget()
    setShown(what)
  }
  const close = (): void => {
    setShown(undefined)
  }
  const use = (chosen: SavedFilter): void => {
    close()
    onUse(chosen.filter)
  }
  return (
    <>
      <Items
        saved={saved}
        filter={filter}
        onUse={onUse}
        onSave={show('save')}
        onManage={show('manage')}
      />
      {shown === 'save' && filter !== undefined && (
        <SaveFilterDialog
          saved={saved}
          filter={filter}
          onSaved={(name) => {
            close()
            onSaved(name)
          }}
          onClose={close}
        />
      )}
      {shown === 'manage' && <ManageFiltersDialog saved={saved} onUse={use} onClose={close} />}
    </>
  )
}
