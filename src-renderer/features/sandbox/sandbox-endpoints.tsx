import { useTranslation } from 'react-i18next'
import type { SandboxState } from '#contract'
import { CopyButton } from '../../parts/copy-button.tsx'
import { envLines } from './env-lines.ts'
import styles from './sandbox-page.module.css'

interface EndpointProps {
  label: string
  endpoint: string | undefined
}

function Endpoint({ label, endpoint }: EndpointProps) {
  const { t } = useTranslation('sandbox')
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {endpoint === undefined ? (
          <span className={styles.dim}>{t('notReady')}</span>
        ) : (
          <>
            <span className={styles.code}>{endpoint}</span>
            <CopyButton text={endpoint} label={t('copyOf', { name: label })} />
          </>
        )}
      </dd>
    </>
  )
}

/** Where the sandbox answers, and the lines that point one's own code at it. */
export function SandboxEndpoints({ state }: { state: SandboxState }) {
  const { t } = useTranslation('sandbox')
  const lines = envLines(state).join('\n')
  return (
    <section className={styles.section} aria-label={t('endpoints')}>
      <h2 className={styles.title}>{t('endpoints')}</h2>
      <p className={styles.dim}>{t('endpointsLead')}</p>
      <dl className={styles.facts}>
        <Endpoint label={t('sqs')} endpoint={state.sqsEndpoint} />
        {state.kinesisEndpoint !== undefined && (
          <Endpoint label={t('kinesis')} endpoint={state.kinesisEndpoint} />
        )}
        {state.kinesisReason !== undefined && (
          <>
            <dt>{t('kinesis')}</dt>
            <dd>
              {t('withoutKinesis')} <span className={styles.code}>{state.kinesisReason}</span>
            </dd>
          </>
        )}
      </dl>
      {state.sqsEndpoint !== undefined && (
        <>
          <h3 className={styles.title}>{t('point')}</h3>
          <p className={styles.dim}>{t('pointLead')}</p>
          <div className={styles.lines}>
            <pre>{lines}</pre>
            <CopyButton text={`${lines}\n`} label={t('copyOf', { name: t('point') })} />
          </div>
        </>
      )}
    </section>
  )
}
