import { Checkbox, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '../../api/read.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { effectChoices } from './journal-choices.ts'
import type { JournalChoices } from './journal-choices.ts'
import styles from './journal-page.module.css'

interface FilterBarProps {
  choices: JournalChoices
  onChange: (change: Partial<JournalChoices>) => void
}

function ConnectionChoice({ choices, onChange }: FilterBarProps) {
  const { t } = useTranslation('journal')
  const { data } = useQuery(read('connections.list', {}))
  const connections = data?.connections ?? []
  return (
    <NativeSelect
      size="xs"
      className={styles.connection}
      aria-label={t('filter.connection')}
      data={[
        { value: '', label: t('filter.everyConnection') },
        ...connections.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={choices.connectionId ?? ''}
      onChange={({ currentTarget: { value } }) => {
        onChange({ connectionId: value === '' ? undefined : value })
      }}
    />
  )
}

/** What narrows the journal: words, a connection, what was done, and only what needs looking after. */
export function JournalFilterBar(props: FilterBarProps) {
  const { choices, onChange } = props
  const { t } = useTranslation('journal')
  return (
    <div role="search" aria-label={t('filter.label')} className={styles.filters}>
      <SearchField
        label={t('filter.search')}
        value={choices.text}
        className={styles.search}
        onChange={(text) => {
          onChange({ text })
        }}
      />
      <ConnectionChoice {...props} />
      <SegmentedControl
        size="xs"
        aria-label={t('filter.effect')}
        value={choices.effect}
        data={effectChoices.map((value) => ({ value, label: t(`filter.effects.${value}`) }))}
        onChange={(effect) => {
          onChange({ effect })
        }}
      />
      <Checkbox
        size="xs"
        label={t('filter.onlyTrouble')}
        checked={choices.onlyTrouble}
        onChange={({ currentTarget: { checked } }) => {
          onChange({ onlyTrouble: checked })
        }}
      />
    </div>
  )
}
