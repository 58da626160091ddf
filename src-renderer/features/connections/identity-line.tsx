import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isAws } from '#contract'
import type { Connection, OutputOf } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import styles from './connection-switcher.module.css'

/** Who one is does not change by itself; "Ask again" in the menu asks again. */
const STALE_MS = 600_000

function whoOf(connection: Connection, { identity }: OutputOf<'connections.test'>): string {
  return isAws(connection.target) ? identity.account : identity.source
}

/** Region and account under the connection's name; where the identity cannot be had, why. */
export function IdentityLine({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const wordError = useErrorWords()
  const test = useQuery({
    ...read('connections.test', { connectionId: connection.id }),
    staleTime: STALE_MS,
  })
  const words = test.error === null ? undefined : wordError(test.error)
  const who =
    words !== undefined
      ? words.title
      : test.data === undefined
        ? t('switcher.checking')
        : whoOf(connection, test.data)
  const title = words === undefined ? test.data?.identity.arn : `${words.sentence} ${words.remedy}`
  return (
    <span className={styles.identity} data-failed={words !== undefined} title={title}>
      {connection.region} · {who}
    </span>
  )
}
