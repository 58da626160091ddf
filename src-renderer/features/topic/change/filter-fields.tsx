import { NativeSelect, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { filterScopes } from '#contract'
import type { FilterScope } from '#contract'
import { isFilterText } from './subscribe-draft.ts'

interface FilterFieldsProps {
  filter: string
  scope: FilterScope
  onChange: (change: { filter?: string; scope?: FilterScope }) => void
}

/** A filter policy as text, and what it is compared with. */
export function FilterFields({ filter, scope, onChange }: FilterFieldsProps) {
  const { t } = useTranslation('topic-change')
  return (
    <>
      <Textarea
        size="xs"
        autosize
        minRows={3}
        maxRows={14}
        label={t('subscribe.filter')}
        description={t('subscribe.filterHint')}
        spellCheck={false}
        value={filter}
        error={isFilterText(filter) ? undefined : t('subscribe.badJson')}
        onChange={(event) => {
          onChange({ filter: event.currentTarget.value })
        }}
      />
      <NativeSelect
        size="xs"
        label={t('subscribe.scope')}
        data={filterScopes.map((value) => ({ value, label: t(`subscribe.scopes.${value}`) }))}
        value={scope}
        onChange={(event) => {
          const picked = filterScopes.find((each) => each === event.currentTarget.value)
          onChange({ scope: picked ?? 'MessageAttributes' })
        }}
      />
    </>
  )
}
