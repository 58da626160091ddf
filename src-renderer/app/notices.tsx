import { useState } from 'react'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Notice } from '#contract'
import { read } from '../api/read.ts'
import { findRemembered, remember } from '../lib/remembered.ts'
import { DismissButton } from '../ui/dismiss-button.tsx'
import styles from './notices.module.css'

/** Dismissed notices of earlier starts; a notice names files and times, so a new one is never an old one. */
const DISMISSED = 'dismissed-notices'
const SEPARATOR = '\n'

function keyOf(notice: Notice): string {
  return JSON.stringify(notice)
}

function NoticeLine({ notice, onDismiss }: { notice: Notice; onDismiss: () => void }) {
  const { t } = useTranslation(['shell', 'common'])
  return (
    <li className={styles.notice}>
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
      <span className={styles.text}>
        {t(`notice.${notice.code}`, {
          file: notice.params['file'] ?? notice.params['name'] ?? '',
          kept: notice.params['path'] ?? notice.params['kept'] ?? '',
        })}
      </span>
      <DismissButton label={t('common:dismiss')} onClick={onDismiss} />
    </li>
  )
}

/** What happened while Weir opened its files and the user must know. Said once. */
export function Notices() {
  const { t } = useTranslation('shell')
  // The journal is opened at the first look: that it had to be put aside is known only then. Asks this machine alone.
  const { data } = useQuery({ ...read('app.info', {}), refetchInterval: 10_000 })
  const [dismissed, setDismissed] = useState(
    () => new Set((findRemembered(DISMISSED) ?? '').split(SEPARATOR)),
  )
  const shown = (data?.notices ?? []).filter((notice) => !dismissed.has(keyOf(notice)))
  if (shown.length === 0) return null
  const dismiss = (notice: Notice): void => {
    const next = new Set([...dismissed, keyOf(notice)])
    setDismissed(next)
    remember(DISMISSED, [...next].join(SEPARATOR))
  }
  return (
    <ul aria-label={t('notice.label')} className={styles.notices}>
      {shown.map((notice) => (
        <NoticeLine key={keyOf(notice)} notice={notice} onDismiss={() => dismiss(notice)} />
      ))}
    </ul>
  )
}
