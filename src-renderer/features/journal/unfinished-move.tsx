import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection, Move } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { isGuardAtLeast } from '../../parts/guard-rank.ts'
import { useGoOn } from '../../parts/moves/use-go-on.ts'
import type { WordedConcern } from '../../parts/moves/use-move-concerns.ts'
import { UnfinishedRow } from './unfinished-row.tsx'

interface UnfinishedMoveProps {
  concern: WordedConcern
  onOpen: (move: Move) => void
}

interface OnConnectionProps extends UnfinishedMoveProps {
  connection: Connection
}

/** Of entries that nobody knows enough of each is to be seen first: there it is opened, not gone on with. */
function OnConnection({ concern, connection, onOpen }: OnConnectionProps) {
  const { t } = useTranslation(['journal', 'moves'])
  const wordError = useErrorWords()
  const { move, name, words, kind } = concern
  const { goOn, pending, error } = useGoOn({ connection, move })
  return (
    <UnfinishedRow
      name={name}
      connectionName={connection.name}
      words={words}
      trouble={error === undefined ? undefined : wordError(error).sentence}
      buttons={
        <>
          {kind !== 'unknown' && (
            <Button
              size="xs"
              variant="default"
              disabled={!isGuardAtLeast(connection.guard, 'confirm')}
              loading={pending}
              onClick={() => {
                goOn()
              }}
            >
              {t('moves:move.goOn')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              onOpen(move)
            }}
          >
            {t('unfinished.open')}
          </Button>
        </>
      }
    />
  )
}

/** A redrive or replay that is not settled. One whose connection was removed can only be told of. */
export function UnfinishedMove({ concern, onOpen }: UnfinishedMoveProps) {
  const { t } = useTranslation('journal')
  const { data } = useQuery(read('connections.list', {}))
  const { connectionId } = concern.move.plan
  const connection = data?.connections.find(({ id }) => id === connectionId)
  if (connection !== undefined)
    return <OnConnection concern={concern} connection={connection} onOpen={onOpen} />
  return (
    <UnfinishedRow
      name={concern.name}
      connectionName={data === undefined ? '' : t('unfinished.removed')}
      words={concern.words}
      trouble={undefined}
      buttons={null}
    />
  )
}
