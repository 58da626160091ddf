import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { usePageActions } from '../../lib/page-actions.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { toFilter } from './journal-choices.ts'
import type { JournalChoices } from './journal-choices.ts'
import styles from './journal-page.module.css'

interface JournalHeadProps {
  total: number
  choices: JournalChoices
  isRefreshing: boolean
  onRefresh: () => void
}

/** What the last export did, in words; nothing while none was made. */
function useExport(choices: JournalChoices) {
  const { t } = useTranslation('journal')
  const wordError = useErrorWords()
  const { run, pending } = useOperation('journal.export')
  const [said, setSaid] = useState('')
  const start = async (): Promise<void> => {
    setSaid('')
    const outcome = await run({ filter: toFilter(choices) })
    if (outcome.state === 'failed') setSaid(wordError(outcome.error).sentence)
    if (outcome.state !== 'done' || outcome.output.path === undefined) return
    setSaid(t('exported', { count: outcome.output.entries, path: outcome.output.path }))
  }
  return { said, pending, start }
}

/** How many there are, and what can be done with them all. */
export function JournalHead({ total, choices, isRefreshing, onRefresh }: JournalHeadProps) {
  const { t } = useTranslation('journal')
  const exporting = useExport(choices)
  usePageActions([
    {
      label: t('export', { count: total }),
      disabled: total === 0 ? t('emptyTitle') : undefined,
      run: () => void exporting.start(),
    },
  ])
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{t('total', { count: total })}</h2>
      <span role="status" className={styles.said} title={exporting.said}>
        {exporting.said}
      </span>
      <Button
        variant="default"
        disabled={total === 0}
        title={t('exportHint')}
        leftSection={<IconDownload size={14} stroke={1.5} aria-hidden />}
        loading={exporting.pending}
        onClick={() => void exporting.start()}
      >
        {t('export', { count: total })}
      </Button>
      <Button
        variant="default"
        loading={isRefreshing}
        rightSection={<Kbd keys="r" />}
        onClick={onRefresh}
      >
        {t('refresh')}
      </Button>
    </header>
  )
}
