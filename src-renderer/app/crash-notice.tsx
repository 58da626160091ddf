import { useTranslation } from 'react-i18next'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { ErrorNotice } from '../ui/error-notice.tsx'

/** A page's own code failed. The shell around it stands, and says that nothing was done to AWS by it. */
export function CrashNotice({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation(['shell', 'errors'])
  const words = {
    title: t('crash.title'),
    sentence: t('crash.sentence'),
    remedy: '',
    facts: [
      {
        label: t('errors:fact.message'),
        value: error instanceof Error ? error.message : String(error),
      },
    ],
  }
  return <ErrorNotice words={words} onRetry={reset} />
}
