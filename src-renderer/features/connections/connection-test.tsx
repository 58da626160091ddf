import { Button, Group } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection, OutputOf } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './connection-dialog.module.css'
import { useRemoveConnection } from './use-remove-connection.ts'

interface ConnectionTestProps {
  connection: Connection
  onOpen: () => void
  onRemoved: () => void
}

function Works({ identity, latencyMs }: OutputOf<'connections.test'>) {
  const { t } = useTranslation('connections')
  const facts = [
    [t('add.account'), identity.account],
    [t('add.arn'), identity.arn],
    [t('add.credentials'), identity.source],
  ] as const
  return (
    <>
      <p className={styles.works} role="status">
        <IconCheck size={16} aria-hidden />
        {t('add.worksIn', { count: Math.round(latencyMs) })}
      </p>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** What a new connection answered: who it is, or exactly why not and what to do. It is saved either way. */
export function ConnectionTest({ connection, onOpen, onRemoved }: ConnectionTestProps) {
  const { t } = useTranslation('connections')
  const wordError = useErrorWords()
  const remove = useRemoveConnection()
  const test = useQuery({
    ...read('connections.test', { connectionId: connection.id }),
    staleTime: 0,
  })
  const removeAgain = async (): Promise<void> => {
    if (await remove(connection)) onRemoved()
  }
  return (
    <div className={styles.form}>
      {test.isFetching && <p className={styles.dim}>{t('add.testing')}</p>}
      {!test.isFetching && test.data !== undefined && <Works {...test.data} />}
      {!test.isFetching && test.error !== null && (
        <>
          <p className={styles.fails}>{t('add.fails')}</p>
          <ErrorNotice words={wordError(test.error)} onRetry={() => void test.refetch()} />
        </>
      )}
      <Group justify="flex-end" gap={8} mt={8}>
        {test.error !== null && (
          <Button variant="default" onClick={() => void removeAgain()}>
            {t('add.removeAgain')}
          </Button>
        )}
        <Button variant={test.error === null ? 'filled' : 'default'} onClick={onOpen}>
          {t('add.open', { name: connection.name })}
        </Button>
      </Group>
    </div>
  )
}
