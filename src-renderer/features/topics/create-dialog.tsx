import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isAws } from '#contract'
import type { Connection, Topic, TopicArn } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import type { Outcome } from '../../parts/change-outcome.tsx'
import { GuardOffer } from '../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../parts/guard-rank.ts'
import { TagField } from '../../parts/tags/tag-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './create-dialog.module.css'
import { changedAttributes, emptyCreateDraft, isComplete, toCreateInput } from './create-draft.ts'
import type { CreateDraft } from './create-draft.ts'
import { AttributeFields, NameFields } from './create-fields.tsx'

const WIDTH = 800

interface CreateProps {
  connection: Connection
  /** Those that the list has by now: their names are taken. */
  topics: readonly Topic[]
  onCreated: (topicArn: TopicArn) => void
  onClose: () => void
}

/** An emulator that refuses what is within SNS's limits may not have it. */
function useLackWords({ target }: Connection) {
  const { t } = useTranslation('topic-manage')
  return (draft: CreateDraft): string | undefined => {
    const names = Object.keys(changedAttributes(draft))
    if (isAws(target) || names.length === 0) return undefined
    return t('emulatorLacks', { name: names.join(', ') })
  }
}

function useCreate({ connection, onCreated }: CreateProps) {
  const { t } = useTranslation('topic-change')
  const queries = useQueryClient()
  const { run, pending } = useOperation('topics.create')
  const [outcome, setOutcome] = useState<Outcome>()
  const lackWords = useLackWords(connection)
  const reread = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: [connection.id, 'topics.listPage'] })
  }
  const create = async (draft: CreateDraft): Promise<void> => {
    setOutcome(undefined)
    const input = toCreateInput(connection.id, draft)
    const { name } = input
    const confirm = {
      title: t('create.confirmTitle', { name }),
      body: t('create.confirmBody', { name }),
      verb: t('create.verb'),
    }
    const result = await run(input, { confirm })
    if (result.state === 'failed') {
      const instead = result.error.code === 'invalid-input' ? lackWords(draft) : undefined
      setOutcome(instead === undefined ? result : { ...result, instead })
    }
    if (result.state !== 'declined') await reread()
    if (result.state === 'done') onCreated(result.output.topic.topicArn)
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { create, pending, outcome, dismiss, reread }
}

function CreateForm(props: CreateProps) {
  const { connection, topics, onClose } = props
  const { t } = useTranslation(['topic-change', 'common'])
  const [draft, setDraft] = useState(emptyCreateDraft)
  const { create, pending, outcome, dismiss, reread } = useCreate(props)
  const isAllowed = isGuardAtLeast(connection.guard, 'confirm')
  const isReady = isAllowed && !pending && isComplete(draft, topics)
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
      <NameFields draft={draft} topics={topics} onDraft={change} />
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
          {t('common:cancel')}
        </Button>
        <Button type="submit" disabled={!isReady}>
          {t('create.verb')}
        </Button>
      </div>
    </form>
  )
}

/** A new topic with its attributes and tags; what SNS would refuse is said before anything is sent. */
export function CreateDialog(props: CreateProps) {
  const { t } = useTranslation('topic-change')
  return (
    <Dialog title={t('create.title')} width={WIDTH} onClose={props.onClose}>
      <CreateForm {...props} />
    </Dialog>
  )
}
