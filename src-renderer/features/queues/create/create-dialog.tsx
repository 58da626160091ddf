import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection, Queue } from '#contract'
import { queueList } from '../../../api/queue-list.ts'
import { read } from '../../../api/read.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import { TagField } from '../../../parts/tags/tag-field.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import styles from './create-dialog.module.css'
import { emptyCreateDraft, isComplete } from './create-draft.ts'
import type { CreateDraft } from './create-draft.ts'
import { AttributeFields, DeadLetterFields, NameFields } from './create-fields.tsx'
import { useCreate } from './use-create.ts'

const WIDTH = 800
const none: readonly Queue[] = []

interface Ways {
  onOpen: (queue: Queue) => void
  onClose: () => void
}

interface CreateFormProps extends Ways {
  connection: Connection
}

function CreateForm({ connection, onOpen, onClose }: CreateFormProps) {
  const { t } = useTranslation(['queue-change', 'common'])
  const { data } = useQuery(queueList(connection.id))
  const queues = data?.queues ?? none
  const [draft, setDraft] = useState<CreateDraft>(emptyCreateDraft)
  const { create, created, outcome, dismiss, reread, pending } = useCreate(connection.id)
  const isAllowed = isGuardAtLeast(connection.guard, 'confirm')
  const isReady = isAllowed && isComplete(draft, queues) && !pending
  const change = (part: Partial<CreateDraft>): void => {
    setDraft({ ...draft, ...part })
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void create(draft)
      }}
    >
      {!isAllowed && <GuardOffer connection={connection} needs="confirm" what="change" />}
      <NameFields draft={draft} queues={queues} onDraft={change} />
      <DeadLetterFields draft={draft} queues={queues} onDraft={change} />
      <AttributeFields draft={draft} onDraft={change} />
      <TagField
        text={draft.tags}
        onText={(tags) => {
          change({ tags })
        }}
      />
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {created === undefined ? t('common:cancel') : t('common:close')}
        </Button>
        {created === undefined ? (
          <Button type="submit" disabled={!isReady}>
            {t('create.verb')}
          </Button>
        ) : (
          <Button data-autofocus onClick={() => onOpen(created)}>
            {t('create.open', { name: created.name })}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Everything about a new queue in one dialog; it stays until what came of it was read. */
export function CreateDialog({ connectionId, ...ways }: Ways & { connectionId: string }) {
  const { t } = useTranslation('queue-change')
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  return (
    <Dialog title={t('create.title')} width={WIDTH} onClose={ways.onClose}>
      {connection !== undefined && <CreateForm connection={connection} {...ways} />}
    </Dialog>
  )
}
