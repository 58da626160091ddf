import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GuardLevel } from '#contract'
import styles from './guard-levels.module.css'

interface GuardLevelsProps {
  levels: readonly GuardLevel[]
  current: GuardLevel
  onPick: (level: GuardLevel) => void
}

/** The levels as menu items, each with what it lets through in one line. */
export function GuardLevels({ levels, current, onPick }: GuardLevelsProps) {
  const { t } = useTranslation(['connections', 'common'])
  return levels.map((level) => (
    <Menu.RadioItem
      key={level}
      value={level}
      checked={level === current}
      checkIcon={<IconCheck size={14} aria-hidden />}
      closeMenuOnClick
      onChange={() => {
        onPick(level)
      }}
    >
      <span className={styles.level}>{t(`common:guard.${level}`)}</span>
      <span className={styles.means}>{t(`guard.${level}Means`)}</span>
    </Menu.RadioItem>
  ))
}
