import { Menu } from '@mantine/core'
import {
  IconChevronDown,
  IconEye,
  IconLock,
  IconLockOpen,
  IconShieldCheck,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection, GuardLevel } from '#contract'
import { guardLevels } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { usePageActions } from '../../lib/page-actions.ts'
import { GuardLevels } from '../../parts/guard-levels.tsx'
import { useSetGuard } from '../../parts/use-set-guard.ts'
import styles from './guard-menu.module.css'

const icons: Readonly<Record<GuardLevel, typeof IconLock>> = {
  'read-only': IconLock,
  look: IconEye,
  confirm: IconShieldCheck,
  open: IconLockOpen,
}

function Guard({ connection }: { connection: Connection }) {
  const { t } = useTranslation(['connections', 'common'])
  const wordError = useErrorWords()
  const { set, error } = useSetGuard(connection)
  usePageActions(
    guardLevels
      .filter((each) => each !== connection.guard)
      .map((each) => ({
        label: t('guard.set', { level: t(`common:guard.${each}`) }),
        run: () => void set(each),
      })),
  )
  const LevelIcon = icons[connection.guard]
  const level = t(`common:guard.${connection.guard}`)
  const current = t('guard.current', { level })
  const failed = error === undefined ? undefined : wordError(error).sentence
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <button
          type="button"
          className={styles.guard}
          data-level={connection.guard}
          aria-label={current}
          title={failed ?? current}
        >
          <LevelIcon size={14} aria-hidden />
          {level}
          <IconChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('guard.title', { name: connection.name })}</Menu.Label>
        <GuardLevels
          levels={guardLevels}
          current={connection.guard}
          onPick={(picked) => void set(picked)}
        />
      </Menu.Dropdown>
    </Menu>
  )
}

/** How much the open connection lets through, and the only place beside a refusal where that is changed. */
export function GuardMenu({ connectionId }: { connectionId: string }) {
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  return connection === undefined ? null : <Guard connection={connection} />
}
