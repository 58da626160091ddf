import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#contract'
import { CopiedLines } from '../../../parts/copied-lines.tsx'
import { CodeView } from '../../../ui/code-view.tsx'
import { prettyJson } from '../pretty-json.ts'
import styles from './tap.module.css'

type Plan = OutputOf<'taps.plan'>

/** What who must allow a tap, or undo it, wants to know: actions, lines, policy. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const { t } = useTranslation('tap')
  return (
    <div className={styles.column}>
      <section className={styles.part}>
        <h3 className={styles.heading}>{t('before.undo')}</h3>
        <p className={styles.dim}>{t('before.undoHint')}</p>
        <CopiedLines lines={plan.undo} label={t('before.undo')} copyLabel={t('before.copyUndo')} />
      </section>
      <section className={styles.part}>
        <h3 className={styles.heading}>{t('before.iam')}</h3>
        <p className={styles.dim}>{t('before.iamHint')}</p>
        <CopiedLines
          lines={plan.iamActions}
          label={t('before.iam')}
          copyLabel={t('before.copyIam')}
        />
      </section>
      <section className={styles.part}>
        <h3 className={styles.heading}>{t('before.policyTitle')}</h3>
        <div className={styles.policy}>
          <CodeView
            text={prettyJson(plan.policy)}
            language="json"
            label={t('before.policyTitle')}
          />
        </div>
      </section>
    </div>
  )
}
