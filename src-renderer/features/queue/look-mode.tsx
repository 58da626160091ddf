import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './look-mode.module.css'
import type { QueueFacts } from './queue-facts.ts'
import { lookChoices } from './queue-memory.ts'
import type { QueueMemory } from './queue-memory.ts'
import { useListingSource } from './use-listing.ts'
import { useKept } from './use-kept.ts'

/** Short enough that a crash does not hide a message for long, long enough to read one. */
const hideOptions = [30, 60, 300, 900, 3600]

interface LookModeProps {
  facts: QueueFacts
  memory: QueueMemory
}

/** What kind of look is made: said before, in one word each, with what it does on hover. */
export function LookMode({ facts, memory }: LookModeProps) {
  const { t } = useTranslation('looks')
  const hasListing = useListingSource(facts) !== undefined
  const mode = useKept(memory.mode)
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('mode.label')}
      data={lookChoices
        .filter((value) => value !== 'listing' || hasListing)
        .map((value) => ({
          value,
          label: <span title={t(`mode.${value}Hint`)}>{t(`mode.${value}`)}</span>,
        }))}
      value={mode}
      onChange={(value) => {
        const picked = lookChoices.find((each) => each === value)
        if (picked !== undefined) memory.mode.set(picked)
      }}
    />
  )
}

/** For how long each receive and each renewal hides the messages. */
export function HideFor({ facts, memory }: LookModeProps) {
  const { t } = useTranslation('looks')
  const format = useFormat()
  const seconds = useKept(memory.hideSeconds)
  const own = facts.detail?.visibilityTimeoutSeconds ?? 0
  const all = [...new Set([...hideOptions, seconds, ...(own > 0 ? [own] : [])])]
  return (
    <label className={styles.hide}>
      {t('hide.label')}
      <NativeSelect
        size="xs"
        className={styles.select}
        value={String(seconds)}
        onChange={(event) => {
          memory.hideSeconds.set(Number(event.currentTarget.value))
        }}
        data={all
          .sort((a, b) => a - b)
          .map((each) => {
            const time = format.duration(each)
            return { value: String(each), label: each === own ? t('hide.own', { time }) : time }
          })}
      />
    </label>
  )
}
