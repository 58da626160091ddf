import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SavedFilter } from '#contract'
import { useErrorWords } from '../../../../api/error-words.ts'
import { useFormat } from '../../../../lib/use-format.ts'
import { KeptEntry, KeptList } from '../../../../parts/kept-list.tsx'
import { NameDialog } from '../../../../parts/name-dialog.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { ErrorNotice } from '../../../../ui/error-notice.tsx'
import type { Filter } from '../use-entries.ts'
import { filterWords } from './filter-words.ts'
import styles from './saved.module.css'
import type { SavedFilters } from './use-saved-filters.ts'

function Problem({ saved }: { saved: SavedFilters }) {
  const wordError = useErrorWords()
  return saved.error === undefined ? null : <ErrorNotice compact words={wordError(saved.error)} />
}

interface SaveDialogProps {
  saved: SavedFilters
  filter: Filter
  onSaved: (name: string) => void
  onClose: () => void
}

export function SaveFilterDialog({ saved, filter, onSaved, onClose }: SaveDialogProps) {
  const { t } = useTranslation('captures')
  const save = async (name: string): Promise<void> => {
    if (await saved.save({ name, filter })) onSaved(name)
  }
  const words = {
    ...{ title: t('saved.saveTitle'), label: t('saved.name'), verb: t('saved.verb') },
    ...{ taken: t('saved.replaces'), replace: t('saved.replace') },
  }
  return (
    <NameDialog
      words={words}
      names={saved.filters.map(({ name }) => name)}
      suggested=""
      problem={<Problem saved={saved} />}
      onSave={(name) => void save(name)}
      onClose={onClose}
    />
  )
}

interface EntryProps {
  saved: SavedFilter
  onUse: () => void
  onRename: () => void
  onRemove: () => void
}

function Entry({ saved: { name, filter }, onUse, onRename, onRemove }: EntryProps) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const summary = filterWords(filter, { t, format })
  return (
    <KeptEntry
      name={name}
      detail={<span title={summary}>{summary}</span>}
      use={{ verb: t('saved.use'), label: t('saved.useOf', { name }), run: onUse }}
      others={[
        { verb: t('saved.rename'), label: t('saved.renameOf', { name }), run: onRename },
        { verb: t('saved.remove'), label: t('saved.removeOf', { name }), run: onRemove },
      ]}
    />
  )
}

interface ManageDialogProps {
  saved: SavedFilters
  onUse: (saved: SavedFilter) => void
  onClose: () => void
}

/** What was removed, and the way back. */
function Removed({ saved, removed, onUndone }: RemovedProps) {
  const { t } = useTranslation('captures')
  return (
    <div className={styles.done}>
      <span role="status">{t('saved.removed', { name: removed.name })}</span>
      <Button
        size="xs"
        variant="subtle"
        onClick={() => void saved.save(removed).then((isDone) => isDone && onUndone())}
      >
        {t('saved.undo')}
      </Button>
    </div>
  )
}

interface RemovedProps {
  saved: SavedFilters
  removed: SavedFilter
  onUndone: () => void
}

/** Every filter that was kept: used, renamed, removed. */
export function ManageFiltersDialog({ saved, onUse, onClose }: ManageDialogProps) {
  const { t } = useTranslation('captures')
  const [renamed, setRenamed] = useState<string>()
  const [removed, setRemoved] = useState<SavedFilter>()
  const { filters, remove, rename, forget } = saved
  if (renamed !== undefined) {
    const back = (): void => {
      forget()
      setRenamed(undefined)
    }
    return (
      <NameDialog
        words={{
          ...{ title: t('saved.renameTitle', { name: renamed }), label: t('saved.name') },
          ...{ verb: t('saved.rename'), taken: t('saved.taken') },
        }}
        names={filters.flatMap(({ name }) => (name === renamed ? [] : [name]))}
        suggested={renamed}
        problem={<Problem saved={saved} />}
        onSave={(to) => void rename(renamed, to).then((isDone) => isDone && back())}
        onClose={back}
      />
    )
  }
  return (
    <Dialog title={t('saved.title')} width={720} onClose={onClose}>
      {filters.length === 0 && <p className={styles.none}>{t('saved.none')}</p>}
      <KeptList label={t('saved.title')}>
        {filters.map((each) => (
          <Entry
            key={each.name}
            saved={each}
            onUse={() => {
              onUse(each)
            }}
            onRename={() => {
              setRenamed(each.name)
            }}
            onRemove={() => void remove(each.name).then((isDone) => isDone && setRemoved(each))}
          />
        ))}
      </KeptList>
      {removed !== undefined && (
        <Removed
          saved={saved}
          removed={removed}
          onUndone={() => {
            setRemoved(undefined)
          }}
        />
      )}
      <Problem saved={saved} />
    </Dialog>
  )
}
