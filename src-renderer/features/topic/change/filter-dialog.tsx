import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filterSpread } from '#contract'
import styles from './change.module.css'
import { FilterFields } from './filter-fields.tsx'
import { SettingDialog } from './setting-dialog.tsx'
import { isFilterText } from './subscribe-draft.ts'
import type { SettingsSubject } from './use-save-settings.ts'

const { minutes } = filterSpread

/** The filter of one subscription, edited. */
export function FilterDialog({ onClose, ...subject }: SettingsSubject & { onClose: () => void }) {
  const { endpoint, detail } = subject
  const { t } = useTranslation('topic-change')
  const [draft, setDraft] = useState({ filter: detail.filterPolicy, scope: detail.filterScope })
  const filter = draft.filter.trim()
  return (
    <SettingDialog
      subject={subject}
      title={t('filter.title', { endpoint })}
      before={{ FilterPolicy: detail.filterPolicy, FilterPolicyScope: detail.filterScope }}
      after={
        isFilterText(filter) ? { FilterPolicy: filter, FilterPolicyScope: draft.scope } : undefined
      }
      words={{
        title: t('filter.confirmTitle', { endpoint }),
        body: t(filter === '' ? 'filter.confirmNone' : 'filter.confirmBody'),
        verb: t('filter.save'),
        saved: t('filter.saved', { minutes }),
      }}
      onClose={onClose}
    >
      <FilterFields
        {...draft}
        onChange={(change) => {
          setDraft({ ...draft, ...change })
        }}
      />
      <p className={styles.dim}>{t('filter.note', { minutes })}</p>
    </SettingDialog>
  )
}
