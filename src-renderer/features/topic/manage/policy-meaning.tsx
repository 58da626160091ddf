import { useDeferredValue } from 'react'
import { IconAlertTriangle, IconExternalLink, IconInfoCircle } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { POLICY_LINES_MAX } from '#contract'
import type { PolicyFinding, PolicyGrant, TopicArn } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import policyStyles from '../../../parts/policy/policy.module.css'
import { visibleText } from '../../../parts/visible-text.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import styles from './policy-meaning.module.css'

/** Judged here and from nothing but the text: never stale, and not worth keeping once another is asked. */
const pure = { placeholderData: keepPreviousData, staleTime: Infinity, gcTime: 5_000 }

function GrantLine({ grant }: { grant: PolicyGrant }) {
  const { t } = useTranslation('topic-manage')
  const { who, effect, conditions, statement, reach } = grant
  const isOpen = effect === 'allow' && reach === 'open'
  return (
    <li className={styles.grant}>
      <span>
        {effect === 'deny' && <strong>{t('policy.mayNot')} </strong>}
        {t(`policy.who.${who.kind}`, { value: visibleText(who.value) })}
        {conditions.length > 0 && (
          <span className={styles.dim}>
            {' '}
            {t('policy.if', { conditions: visibleText(conditions.join('; ')) })}
          </span>
        )}
      </span>
      <span className={isOpen ? styles.attention : styles.dim}>
        {effect === 'allow' && t(`policy.reach.${reach}`)}
      </span>
      <span className={styles.dim}>{t('policy.by', { statement: visibleText(statement) })}</span>
    </li>
  )
}

interface GrantsProps {
  title: string
  grants: readonly PolicyGrant[]
}

function Grants({ title, grants }: GrantsProps) {
  const { t } = useTranslation('topic-manage')
  const isFull = grants.length >= POLICY_LINES_MAX
  return (
    <section aria-label={title}>
      <h2 className={policyStyles.title}>{title}</h2>
      {grants.some(({ effect }) => effect === 'allow') ? null : (
        <p className={policyStyles.dim}>{t('policy.nobody')}</p>
      )}
      <ul className={styles.list}>
        {grants.map((grant, index) => (
          // A statement may name the same twice; the list is made anew as a whole.
          <GrantLine key={`${grant.statement} ${grant.who.value} ${String(index)}`} grant={grant} />
        ))}
      </ul>
      {isFull && (
        <p className={policyStyles.dim}>{t('policy.first', { count: POLICY_LINES_MAX })}</p>
      )}
    </section>
  )
}

function useFindingWords(): (finding: PolicyFinding) => string {
  const { t } = useTranslation('topic-manage')
  return ({ rule, params }) => {
    const word = (name: string): string => visibleText(params[name] ?? '')
    return t(`lint.rule.${rule}`, {
      accounts: word('accounts'),
      actions: word('actions'),
      conditions: word('conditions'),
      covered: word('covered'),
      max: word('max'),
      resources: word('resources'),
      services: word('services'),
      sid: word('sid'),
      statements: word('statements'),
    })
  }
}

function Finding({ finding }: { finding: PolicyFinding }) {
  const { t } = useTranslation('topic-manage')
  const wordsOf = useFindingWords()
  const { severity, statement, source } = finding
  const Icon = severity === 'attention' ? IconAlertTriangle : IconInfoCircle
  return (
    <li className={styles.finding}>
      <Icon
        size={14}
        role="img"
        aria-label={t(`lint.${severity}`)}
        className={severity === 'attention' ? styles.attention : styles.dim}
      />
      <span>
        {statement !== undefined && (
          <code className={styles.statement}>
            {t('lint.statement', { statement: visibleText(statement) })}
          </code>
        )}
        {wordsOf(finding)}{' '}
        <a className={styles.source} href={source} target="_blank" rel="noreferrer" title={source}>
          {t('lint.source')}
          <IconExternalLink size={12} aria-hidden />
        </a>
      </span>
    </li>
  )
}

function Findings({ findings }: { findings: readonly PolicyFinding[] }) {
  const { t } = useTranslation('topic-manage')
  return (
    <section aria-label={t('lint.title')}>
      <h2 className={policyStyles.title}>{t('lint.title')}</h2>
      {findings.length === 0 && <p className={policyStyles.dim}>{t('lint.none')}</p>}
      <ul className={styles.list}>
        {findings.map((finding, index) => (
          // Findings have no name of their own; the list is made anew as a whole.
          <Finding
            key={`${finding.rule} ${finding.statement ?? ''} ${String(index)}`}
            finding={finding}
          />
        ))}
      </ul>
      {findings.length >= POLICY_LINES_MAX && (
        <p className={policyStyles.dim}>{t('policy.first', { count: POLICY_LINES_MAX })}</p>
      )}
    </section>
  )
}

/** Who may publish and subscribe by the text as it stands, and what is doubtful about it. */
export function PolicyMeaning({ topicArn, text }: { topicArn: TopicArn; text: string }) {
  const { t } = useTranslation(['topic-manage', 'editing'])
  const wordError = useErrorWords()
  const policy = useDeferredValue(text)
  const { data, error } = useQuery({ ...read('topics.lintPolicy', { topicArn, policy }), ...pure })
  if (data === undefined) return error === null ? null : <ErrorNotice words={wordError(error)} />
  if (policy.trim() === '') return <p className={policyStyles.dim}>{t('editing:policy.none')}</p>
  if (data.state === 'unreadable')
    return <p className={policyStyles.dim}>{t('policy.unreadable')}</p>
  return (
    <>
      <Findings findings={data.findings} />
      <Grants title={t('policy.publish')} grants={data.publish} />
      <Grants title={t('policy.subscribe')} grants={data.subscribe} />
      <p className={policyStyles.dim}>{t('policy.iam')}</p>
    </>
  )
}
