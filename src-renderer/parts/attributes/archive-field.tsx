import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findArchiveText, findTopicAttributeProblem } from '#contract'
import styles from './attribute-field.module.css'

interface ArchiveFieldProps {
  /** As SNS spells it: JSON, or nothing. */
  policy: string
  disabled?: boolean
  /** The days as they are typed, a number or not; empty for no archive. */
  onDays: (days: string) => void
}

const NAME = 'ArchivePolicy'

/** An archive is a number of days; its JSON is nobody's business. */
export function ArchiveField({ policy, disabled = false, onDays }: ArchiveFieldProps) {
  const { t } = useTranslation(['topic-manage', 'editing'])
  const problem = findTopicAttributeProblem(NAME, policy)
  return (
    <span className={styles.whole}>
      <TextInput
        size="xs"
        className={styles.field}
        data-kind="number"
        aria-label={NAME}
        autoComplete="off"
        disabled={disabled}
        placeholder={t('archive.none')}
        value={findArchiveText(policy) ?? ''}
        error={problem === undefined ? undefined : t(`editing:problem.${problem}`)}
        onChange={(event) => {
          onDays(event.currentTarget.value.trim())
        }}
      />
      <span className={styles.unit}>{t('archive.days')}</span>
    </span>
  )
}
