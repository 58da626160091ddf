import { useTranslation } from 'react-i18next'
import type { EntryGroup } from '#contract'
import { DismissButton } from '../../../../ui/dismiss-button.tsx'
import styles from './groups.module.css'

interface GroupChipsProps {
  groups: readonly EntryGroup[]
  onGroups: (groups: readonly EntryGroup[]) => void
}

/** Groups that narrow what is found; each can be taken off. */
export function GroupChips({ groups, onGroups }: GroupChipsProps) {
  const { t } = useTranslation('captures')
  return groups.map((group) => {
    const { label, grouping } = group
    const by = t(`groups.by.${grouping.by}`)
    return (
      <span key={JSON.stringify(grouping)} className={styles.chip} title={`${by}: ${label}`}>
        <span className={styles.chipBy}>{by}</span>
        <span className={styles.chipText}>{label}</span>
        <DismissButton
          label={t('groups.remove', { name: label })}
          onClick={() => {
            onGroups(groups.filter((each) => each !== group))
          }}
        />
      </span>
    )
  })
}

/** With the group in the place of another one by the same. */
export function withGroup(groups: readonly EntryGroup[], group: EntryGroup): EntryGroup[] {
  const by = JSON.stringify(group.grouping)
  return [...groups.filter(({ grouping }) => JSON.stringify(grouping) !== by), group]
}
