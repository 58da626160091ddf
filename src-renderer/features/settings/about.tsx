import { CopyButton, Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { About } from '#contract'
import { read } from '../../api/read.ts'
import styles from './settings-page.module.css'

type Fact = readonly [name: 'version' | 'electron' | 'chrome' | 'node' | 'platform', value: string]

function factsOf({ version, runtime, platform }: About): readonly Fact[] {
  return [
    ['version', version],
    ['electron', runtime.electron],
    ['chrome', runtime.chrome],
    ['node', runtime.node],
    ['platform', platform],
  ]
}

/** What this Weir is and runs on: the first thing to copy into a report. */
export function About() {
  const { t } = useTranslation(['settings', 'common'])
  const { data } = useQuery(read('app.info', {}))
  const facts = data === undefined ? [] : factsOf(data)
  const text = facts.map(([name, value]) => `${t(`about.${name}`)} ${value}`).join('\n')
  return (
    <section className={styles.about}>
      <h2 className={styles.heading}>{t('about.title')}</h2>
      <dl className={styles.rows}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.row}>
            <dt>{t(`about.${name}`)}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
      {data?.runtimeKind === 'test-runtime' && (
        <p className={styles.remark}>{t('about.testRuntime')}</p>
      )}
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            onClick={copy}
          >
            {copied ? t('common:copied') : t('about.copy')}
          </Button>
        )}
      </CopyButton>
    </section>
  )
}
