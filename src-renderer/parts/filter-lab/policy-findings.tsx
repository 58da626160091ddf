import { IconAlertTriangle, IconBan, IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FilterFindingValue } from '#contract'
import { visibleText } from '../visible-text.ts'
import { useFindingWords } from './finding-words.ts'
import styles from './filter-lab.module.css'

/** As many as one reads; a policy that is wrong everywhere is wrong in the same way. */
const SHOWN_MAX = 30

function Finding({ finding }: { finding: FilterFindingValue }) {
  const { t } = useTranslation('filters')
  const words = useFindingWords()(finding)
  const isError = finding.severity === 'error'
  const Icon = isError ? IconBan : IconAlertTriangle
  return (
    <li className={styles.finding}>
      <Icon
        size={14}
        role="img"
        aria-label={t(isError ? 'finding.error' : 'finding.warning')}
        className={styles.attention}
      />
      <span>
        {finding.path.length > 0 && (
          <code className={styles.path}>{visibleText(finding.path.join(' › '))}</code>
        )}
        {words}{' '}
        <a
          className={styles.source}
          href={finding.source}
          target="_blank"
          rel="noreferrer"
          title={finding.source}
        >
          {t('finding.source')}
          <IconExternalLink size={12} aria-hidden />
        </a>
      </span>
    </li>
  )
}

/** What the linter says of a policy, each with the page of AWS's guide that it rests on. */
export function PolicyFindings({ findings }: { findings: readonly FilterFindingValue[] }) {
  const { t } = useTranslation('filters')
  if (findings.length === 0) return null
  const more = findings.length - SHOWN_MAX
  return (
    <section className={styles.block} aria-label={t('finding.title')}>
      <h3 className={styles.heading}>{t('finding.title')}</h3>
      <ul className={styles.findings}>
        {findings.slice(0, SHOWN_MAX).map((finding, index) => (
          // A policy's findings have no name of their own; the list is made anew as a whole.
          <Finding
            key={`${finding.rule} ${finding.path.join('.')} ${String(index)}`}
            finding={finding}
          />
        ))}
      </ul>
      {more > 0 && <p className={styles.dim}>{t('finding.more', { count: more })}</p>}
    </section>
  )
}
