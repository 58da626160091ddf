import { Suspense, lazy } from 'react'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { afterPaint } from '../lib/after-paint.ts'
import { Kbd } from '../ui/kbd.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import styles from './top-bar.module.css'

// Menus, forms and their schemas are half of what the shell would load, and neither has anything to show before the
// first answer. Their places are kept, and they come after the first frame.
const ConnectionSwitcher = lazy(async () => {
  await afterPaint()
  const module = await import('../features/connections/connection-switcher.tsx')
  return { default: module.ConnectionSwitcher }
})
const GuardMenu = lazy(async () => {
  await afterPaint()
  const module = await import('../features/connections/guard-menu.tsx')
  return { default: module.GuardMenu }
})

interface TopBarProps {
  connectionId: string
  /** Unknown until the first answer. */
  connection: Connection | undefined
  onPalette: () => void
}

function ProductionWord({ connection }: Pick<TopBarProps, 'connection'>) {
  const { t } = useTranslation()
  if (connection?.environment !== 'production') return null
  return <strong className={styles.production}>{t('environment.production')}</strong>
}

/** The connection's frame, where one is, the way to anywhere, and what the guard lets through. */
export function TopBar({ connectionId, connection, onPalette }: TopBarProps) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  return (
    <header className={styles.bar}>
      <div className={styles.connection}>
        <Suspense>
          <ConnectionSwitcher
            connectionId={connectionId}
            onOpen={(id) =>
              void navigate({ to: '/c/$connectionId/overview', params: { connectionId: id } })
            }
          />
        </Suspense>
      </div>
      <Breadcrumb />
      <ProductionWord connection={connection} />
      <button type="button" className={styles.palette} onClick={onPalette}>
        <IconSearch size={14} stroke={1.5} aria-hidden="true" />
        {t('palette.open')}
        <Kbd keys="mod+k" />
      </button>
      <Suspense>
        <GuardMenu connectionId={connectionId} />
      </Suspense>
    </header>
  )
}
