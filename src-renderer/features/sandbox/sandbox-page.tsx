import { useTranslation } from 'react-i18next'
import type { SandboxState } from '#contract'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SandboxActions } from './sandbox-actions.tsx'
import { SandboxEndpoints } from './sandbox-endpoints.tsx'
import { SandboxInside } from './sandbox-inside.tsx'
import styles from './sandbox-page.module.css'
import { SandboxStateIcon } from './sandbox-state-icon.tsx'
import { useSandboxState } from './use-sandbox-state.ts'

function State({ state }: { state: SandboxState }) {
  const { t } = useTranslation('sandbox')
  return (
    <section className={styles.section} aria-label={t('state')}>
      <dl className={styles.facts}>
        <dt>{t('state')}</dt>
        <dd className={styles.state} data-state={state.state}>
          <SandboxStateIcon state={state.state} /> {t(`stateOf.${state.state}`)}
        </dd>
        {state.restarts > 0 && (
          <>
            <dt>{t('restarts')}</dt>
            <dd>
              {state.restarts}
              <span className={styles.dim}>
                {t('status.restartsHint', { count: state.restarts })}
              </span>
            </dd>
          </>
        )}
        {state.reason !== undefined && (
          <>
            <dt>{t('reason')}</dt>
            <dd className={styles.code}>{state.reason}</dd>
          </>
        )}
        {state.dataSetAside !== undefined && (
          <>
            <dt>{t('setAside')}</dt>
            <dd>
              {t('setAsideBody')} <span className={styles.code}>{state.dataSetAside}</span>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** The built-in emulator: whether it runs, how to point one's own code at it, and how to begin anew. */
export function SandboxPage() {
  const { t } = useTranslation('sandbox')
  const state = useSandboxState()
  return (
    <div className={styles.page}>
      <p className={styles.lead}>{t('lead')}</p>
      {state === undefined ? (
        <SkeletonRows count={6} />
      ) : (
        <>
          <State state={state} />
          <SandboxEndpoints state={state} />
          <SandboxInside state={state} />
          <SandboxActions state={state} />
        </>
      )}
    </div>
  )
}
