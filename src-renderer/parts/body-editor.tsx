import { useDeferredValue, useMemo } from 'react'
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBraces } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CodeView } from '../ui/code-view.tsx'
import { formatJson, jsonHint } from './json-hint.ts'
import styles from './send-form.module.css'

interface BodyEditorProps {
  body: string
  /** What SQS would refuse, in words. */
  problems: readonly string[]
  /** The size against the limit. */
  gauge: ReactNode
  onBody: (body: string) => void
}

/** Looks like JSON: then what is wrong with it is worth saying. Any other text is simply text. */
const JSON_START = /^\s*[[{]/

function JsonLine({ body }: { body: string }) {
  const { t } = useTranslation('messages')
  const hint = useMemo(() => jsonHint(body), [body])
  if (hint.state === 'empty') return null
  if (hint.state === 'valid') return <span className={styles.dim}>{t('send.jsonValid')}</span>
  if (!JSON_START.test(body)) return <span className={styles.dim}>{t('send.notJson')}</span>
  return (
    <span className={styles.attention} title={hint.reason}>
      <IconAlertTriangle size={14} aria-hidden />
      <span className={styles.cut}>{t('send.jsonInvalid', { reason: hint.reason })}</span>
    </span>
  )
}

export function BodyEditor({ body, problems, gauge, onBody }: BodyEditorProps) {
  const { t } = useTranslation('messages')
  const settled = useDeferredValue(body)
  const isJson = useMemo(() => jsonHint(settled).state === 'valid', [settled])
  return (
    <section className={styles.body} aria-label={t('send.body')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('send.body')}</h2>
        <JsonLine body={settled} />
        <span className={styles.gap} />
        {gauge}
        <Button
          variant="subtle"
          className={styles.format}
          leftSection={<IconBraces size={14} aria-hidden />}
          disabled={!isJson}
          title={isJson ? undefined : t('send.formatWhy')}
          onClick={() => {
            onBody(formatJson(body))
          }}
        >
          {t('send.format')}
        </Button>
      </header>
      <CodeView
        text={body}
        language="json"
        label={t('send.bodyLabel')}
        autoFocus
        placeholder={'{ }'}
        onChange={onBody}
      />
      {body !== '' &&
        problems.map((words) => (
          <p key={words} className={styles.problem}>
            {words}
          </p>
        ))}
    </section>
  )
}
