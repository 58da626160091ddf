import { Suspense, lazy } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { useStore } from '../../lib/store.ts'
import { AttentionLine } from '../attention-line.tsx'
import styles from './filter-lab.module.css'
import { readable, takePolicy } from './lab-memory.ts'
import type { LabMemory, LabSubscription } from './lab-memory.ts'
import type { LabMessage } from './lab-message.ts'
import { isEdited, useWhatIf } from './use-lab.ts'

// With the merge view of CodeMirror, which only an edited policy needs.
const DiffView = lazy(() =>
  import('../../ui/diff-view.tsx').then((module) => ({ default: module.DiffView })),
)

interface WhatIfProps {
  memory: LabMemory
  from: LabSubscription
  messages: readonly LabMessage[]
}

function Change({ memory, from, messages }: WhatIfProps) {
  const { t } = useTranslation('filters')
  const format = useFormat()
  const { data } = useWhatIf(memory, from, messages)
  if (messages.length === 0) return <p className={styles.dim}>{t('whatIf.noMessages')}</p>
  if (data?.change === undefined) return null
  const { lost, gained, passing } = data.change
  const total = format.number(messages.length)
  return (
    <>
      <p>
        {t('whatIf.passing', { count: messages.length, passing: format.number(passing), total })}
      </p>
      {lost.length > 0 && (
        <AttentionLine>
          {t('whatIf.lost', { count: lost.length, n: format.number(lost.length) })}
        </AttentionLine>
      )}
      {gained.length > 0 && (
        <p>{t('whatIf.gained', { count: gained.length, n: format.number(gained.length) })}</p>
      )}
      {lost.length + gained.length === 0 && <p className={styles.dim}>{t('whatIf.same')}</p>}
    </>
  )
}

/** What the edited policy would change for the messages at hand, and what was edited. */
export function WhatIf(props: WhatIfProps) {
  const { memory, from } = props
  const { t } = useTranslation('filters')
  const policy = useStore(memory.policy)
  if (!isEdited(policy, from)) return null
  return (
    <section className={styles.block} aria-label={t('whatIf.title')}>
      <header className={styles.blockHead}>
        <h3 className={styles.heading}>{t('whatIf.title')}</h3>
        <Button
          variant="subtle"
          size="xs"
          onClick={() => {
            takePolicy(memory, from)
          }}
        >
          {t('whatIf.undo', { name: from.name })}
        </Button>
      </header>
      <Change {...props} />
      {policy.scope !== from.scope && policy.text.trim() !== '' && (
        <p>{t(`whatIf.scope.${policy.scope}`)}</p>
      )}
      <div className={styles.diff}>
        <Suspense fallback={<div role="status" aria-label={t('whatIf.loading')} />}>
          <DiffView
            before={{ text: readable(from.policy), label: t('whatIf.before') }}
            after={{ text: readable(policy.text), label: t('whatIf.after') }}
            language="json"
            unchangedWords={t('whatIf.unchanged')}
          />
        </Suspense>
      </div>
      <p className={styles.dim}>{t('whatIf.delay')}</p>
    </section>
  )
}
