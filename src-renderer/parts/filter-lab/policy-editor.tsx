import { NativeSelect, SegmentedControl, Button } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { filterScopes } from '#contract'
import { useStore } from '../../lib/store.ts'
import { CodeView } from '../../ui/code-view.tsx'
import { formatJson, jsonHint } from '../json-hint.ts'
import styles from './filter-lab.module.css'
import { takePolicy } from './lab-memory.ts'
import type { LabMemory, LabSubscription } from './lab-memory.ts'

interface PolicyEditorProps {
  memory: LabMemory
  subscriptions: readonly LabSubscription[]
}

/** Whose policy it is. Picking one puts that policy into the editor. */
function Origin({ memory, subscriptions }: PolicyEditorProps) {
  const { t } = useTranslation('filters')
  const arn = useStore(memory.arn)
  return (
    <NativeSelect
      size="xs"
      className={styles.origin}
      aria-label={t('policy.origin')}
      value={arn ?? ''}
      data={[
        { value: '', label: t('policy.own') },
        ...subscriptions.map((each) => ({ value: each.arn, label: each.name })),
      ]}
      onChange={(event) => {
        const picked = subscriptions.find((each) => each.arn === event.currentTarget.value)
        takePolicy(memory, picked)
      }}
    />
  )
}

/** The policy: whose it is, where it looks, and its text. */
export function PolicyEditor({ memory, subscriptions }: PolicyEditorProps) {
  const { t } = useTranslation('filters')
  const policy = useStore(memory.policy)
  const isJson = jsonHint(policy.text).state === 'valid'
  return (
    <section className={styles.part} aria-label={t('policy.title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('policy.title')}</h2>
        <Origin memory={memory} subscriptions={subscriptions} />
        <SegmentedControl
          size="xs"
          aria-label={t('policy.scope')}
          data={filterScopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
          value={policy.scope}
          onChange={(value) => {
            const scope = filterScopes.find((each) => each === value)
            if (scope !== undefined) memory.policy.set({ ...policy, scope })
          }}
        />
        <Button
          variant="subtle"
          leftSection={<IconBraces size={14} aria-hidden />}
          disabled={!isJson}
          title={isJson ? undefined : t('policy.formatWhy')}
          onClick={() => {
            memory.policy.set({ ...policy, text: formatJson(policy.text) })
          }}
        >
          {t('policy.format')}
        </Button>
      </header>
      <CodeView
        text={policy.text}
        language="json"
        label={t('policy.label')}
        placeholder={t('policy.placeholder')}
        onChange={(text) => {
          memory.policy.set({ ...memory.policy.get(), text })
        }}
      />
    </section>
  )
}
