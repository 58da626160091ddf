import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { SandboxState } from '#contract'
import { SandboxStateIcon } from './sandbox-state-icon.tsx'
import styles from './sandbox-status.module.css'
import { useSandboxState } from './use-sandbox-state.ts'

type Words = TFunction<'sandbox'>

function labelOf({ state, restarts }: SandboxState, t: Words): string {
  return state === 'ready' && restarts > 0
    ? t('status.restarts', { count: restarts })
    : t(`status.${state}`)
}

function hintOf({ restarts }: SandboxState, t: Words): string {
  return restarts > 0 ? t('status.restartsHint', { count: restarts }) : t('status.open')
}

/** The sandbox in the status bar. That it died and came back is said, not hidden. */
export function SandboxStatus() {
  const { t } = useTranslation('sandbox')
  const state = useSandboxState()
  if (state === undefined) return null
  const isCalm = state.state === 'ready' && state.restarts === 0
  return (
    <Link
      to="/c/$connectionId/sandbox"
      params={{ connectionId: 'sandbox' }}
      className={styles.status}
      data-calm={isCalm || state.state === 'starting'}
      title={hintOf(state, t)}
    >
      <SandboxStateIcon state={state.state} />
      {labelOf(state, t)}
    </Link>
  )
}
