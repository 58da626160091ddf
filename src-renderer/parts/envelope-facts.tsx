import { useTranslation } from 'react-i18next'
import type { Envelope } from '#contract'
import { CopyButton } from './copy-button.tsx'
import { stepName } from './decoder-chain.tsx'
import styles from './envelope-facts.module.css'
import { visibleText } from './visible-text.ts'

/** What an envelope around the body says: who sent it, when, and where its content really lies. */
export function EnvelopeFacts({ envelope: { step, facts } }: { envelope: Envelope }) {
  const { t } = useTranslation('decoding')
  return (
    <details className={styles.envelope}>
      <summary>
        {t('envelope', { name: stepName(step), count: facts.length })}
        {step === 's3-pointer' && <span className={styles.note}>{t('s3Pointer')}</span>}
      </summary>
      <dl className={styles.facts}>
        {facts.map(({ name, value }, index) => (
          // A record of a batch repeats its names.
          <div key={`${String(index)} ${name}`} className={styles.fact}>
            <dt>{visibleText(name)}</dt>
            <dd>
              <span className={styles.value}>{visibleText(value)}</span>
              <CopyButton text={value} label={t('copyFact', { name })} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
