import { Suspense, lazy, useEffect, useState } from 'react'
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { afterPaint } from '../lib/after-paint.ts'
import { useAfter } from '../lib/use-after.ts'
import { useKeys } from '../lib/use-keys.ts'
import { remember } from '../lib/remembered.ts'
import { markPainted } from './mark-painted.ts'
import { Nav } from './nav.tsx'
import { Notices } from './notices.tsx'
import { SandboxReturn } from './sandbox-return.tsx'
import { NoConnection } from './no-connection.tsx'
import styles from './shell.module.css'
import { StatusBar } from './status-bar.tsx'
import { holdKeys } from './early-keys.ts'
import { TapNotices } from './tap-notices.tsx'
import { TopBar } from './top-bar.tsx'
import { useConnection } from './use-connection.ts'
import { useTour } from './use-tour.ts'
import { useAppliedPreferences } from './use-preferences.ts'

// Neither is on the first screen.
const loadPalette = () => import('./palette.tsx')
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })))
const Shortcuts = lazy(() =>
  import('./shortcuts.tsx').then((module) => ({ default: module.Shortcuts })),
)

const CredentialPrompts = lazy(async () => {
  await afterPaint()
  const module = await import('../features/connections/credential-prompts.tsx')
  return { default: module.CredentialPrompts }
})

const TourStrip = lazy(() =>
  import('../features/tour/tour-strip.tsx').then((module) => ({ default: module.TourStrip })),
)

/** Once the page is at rest the palette is loaded, so that it comes at once when it is called for. */
const paletteAfterMs = 1_500

function usePaletteAtHand(): void {
  const isAtRest = useAfter(paletteAfterMs)
  useEffect(() => {
    if (isAtRest) void loadPalette()
  }, [isAtRest])
}

type Overlay = 'palette' | 'shortcuts'

function useShellKeys(connectionId: string, show: (overlay: Overlay) => void): void {
  const navigate = useNavigate()
  const params = { connectionId }
  useKeys({
    'mod+k': () => {
      holdKeys()
      show('palette')
    },
    '?': () => {
      show('shortcuts')
    },
    'g o': () => void navigate({ to: '/c/$connectionId/overview', params }),
    'g q': () => void navigate({ to: '/c/$connectionId/queues', params }),
    'g t': () => void navigate({ to: '/c/$connectionId/topics', params }),
    'g j': () => void navigate({ to: '/c/$connectionId/journal', params }),
    'g s': () => void navigate({ to: '/c/$connectionId/settings', params }),
  })
}

/** Everything around a page. Painted before the first answer comes. */
export function Shell() {
  const { t } = useTranslation('shell')
  const { connectionId } = useParams({ from: '/c/$connectionId' })
  const { connection, isMissing } = useConnection(connectionId)
  const [overlay, setOverlay] = useState<Overlay>()
  const close = (): void => {
    setOverlay(undefined)
  }
  useAppliedPreferences()
  const hasTour = useTour(connectionId)
  useShellKeys(connectionId, setOverlay)
  useEffect(markPainted, [])
  usePaletteAtHand()
  useEffect(() => {
    remember('connection', connectionId)
  }, [connectionId])

  return (
    <div
      className={styles.shell}
      data-environment={connection?.environment}
      data-color={connection?.color}
    >
      <a href="#content" className={styles.skip}>
        {t('skip')}
      </a>
      <TopBar
        connectionId={connectionId}
        connection={connection}
        onPalette={() => {
          holdKeys()
          setOverlay('palette')
        }}
      />
      <div className={styles.middle}>
        <Nav connectionId={connectionId} />
        <main id="content" tabIndex={-1} className={styles.content}>
          <Notices />
          <TapNotices connectionId={connectionId} />
          {isMissing ? <NoConnection /> : <Outlet />}
        </main>
      </div>
      {connectionId === 'sandbox' && <SandboxReturn />}
      {hasTour && (
        <Suspense>
          <TourStrip />
        </Suspense>
      )}
      <StatusBar key={connectionId} connectionId={connectionId} />
      <Suspense>
        <CredentialPrompts />
        {overlay === 'palette' && <Palette connectionId={connectionId} onClose={close} />}
        {overlay === 'shortcuts' && <Shortcuts onClose={close} />}
      </Suspense>
    </div>
  )
}
