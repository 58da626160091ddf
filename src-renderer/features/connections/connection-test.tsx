import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './connection-dialog.module.css'
import { IdentityFacts } from './identity-facts.tsx'
import { useRemoveConnection } from './use-remove-connection.ts'

interface ConnectionTestProps {
  connection: Connection
  onOpen: () => void
  onRemoved: () => void
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
      {!test.isFetching && test.data !== undefined && <IdentityFacts {...test.data} />}
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
