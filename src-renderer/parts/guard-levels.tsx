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
    <Menu.Item
      key={level}
      role="menuitemradio"
      aria-checked={level === current}
      leftSection={
        <IconCheck size={14} className={level === current ? undefined : styles.unset} aria-hidden />
      }
      onClick={() => {
        onPick(level)
      }}
    >
      <span className={styles.level}>{t(`common:guard.${level}`)}</span>
      <span className={styles.means}>{t(`guard.${level}Means`)}</span>
    </Menu.Item>
  ))
}
