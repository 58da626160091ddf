import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Connection, GuardLevel } from '#contract'
import { useErrorWords } from '../api/error-words.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { GuardLevels } from './guard-levels.tsx'
import styles from './guard-offer.module.css'
import { levelsFrom } from './guard-rank.ts'
import { useSetGuard } from './use-set-guard.ts'

interface GuardOfferProps {
  connection: Connection
  needs: GuardLevel
  what: 'look' | 'send' | 'publish' | 'put' | 'delete' | 'change' | 'tap'
}

/** Says which level something needs, and offers to raise the guard to it right there. */
export function GuardOffer({ connection, needs, what }: GuardOfferProps) {
  const { t } = useTranslation(['messages', 'common'])
  const { set, pending, error } = useSetGuard(connection)
  const wordError = useErrorWords()
  const levels = {
    level: t(`common:guard.${connection.guard}`),
    needs: t(`common:guard.${needs}`),
  }
  return (
    <div className={styles.offer} role="note">
      <IconLock size={14} aria-hidden className={styles.icon} />
      <span className={styles.sentence}>{t(`guard.${what}`, levels)}</span>
      <Menu position="bottom-end" width={340}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={pending}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {t('guard.raise')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <GuardLevels
            levels={levelsFrom(needs)}
            current={connection.guard}
            onPick={(guard) => void set(guard)}
          />
        </Menu.Dropdown>
      </Menu>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
    </div>
  )
}
