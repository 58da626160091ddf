import { useState } from 'react'
import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { NewButton } from '../../parts/new-button.tsx'
import { findTopicAttributeProblem, findTopicNameProblem, topicTypes } from '#contract'
import type { Connection, TopicArn, TopicType } from '#contract'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import type { Outcome } from '../../parts/change-outcome.tsx'
import { GuardOffer } from '../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../parts/guard-rank.ts'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './create-topic.module.css'

const WIDTH = 560

interface Draft {
  name: string
  type: TopicType
  displayName: string
  isDeduplicated: boolean
}
const empty: Draft = { name: '', type: 'standard', displayName: '', isDeduplicated: false }

interface CreateProps {
  connection: Connection
  onCreated: (topicArn: TopicArn) => void
  onClose: () => void
}

/** FIFO names end so; nobody should have to type it. */
function fullName({ name, type }: Draft): string {
  return type === 'fifo' && name !== '' && !name.endsWith('.fifo') ? `${name}.fifo` : name
}

function attributesOf({ type, displayName, isDeduplicated }: Draft) {
  return {
    ...(displayName === '' ? {} : { DisplayName: displayName }),
    ...(type === 'fifo' && isDeduplicated ? { ContentBasedDeduplication: 'true' } : {}),
  }
}

function useCreate({ connection, onCreated }: CreateProps) {
  const { t } = useTranslation('topic-change')
  const queries = useQueryClient()
  const { run, pending } = useOperation('topics.create')
  const [outcome, setOutcome] = useState<Outcome>()
  const reread = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: [connection.id, 'topics.listPage'] })
  }
  const create = async (draft: Draft): Promise<void> => {
    setOutcome(undefined)
    const name = fullName(draft)
    const confirm = {
      title: t('create.confirmTitle', { name }),
      body: t('create.confirmBody', { name }),
      verb: t('create.verb'),
    }
    const input = { name, type: draft.type, attributes: attributesOf(draft), tags: [] }
    const result = await run({ connectionId: connection.id, ...input }, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state !== 'declined') await reread()
    if (result.state === 'done') onCreated(result.output.topic.topicArn)
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { create, pending, outcome, dismiss, reread }
}

function Fields({ draft, onDraft }: { draft: Draft; onDraft: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation('topic-change')
  const name = fullName(draft)
  const problem = findTopicNameProblem(name, draft.type)
  const isLong = findTopicAttributeProblem('DisplayName', draft.displayName) !== undefined
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('create.type')}
        value={draft.type}
        data={topicTypes.map((value) => ({ value, label: t(`create.${value}`) }))}
        onChange={(value) => {
          onDraft({ type: topicTypes.find((type) => type === value) ?? 'standard' })
        }}
      />
      <TextInput
        size="xs"
        data-autofocus
        label={t('create.name')}
        description={name === '' || name === draft.name ? t('create.nameHint') : name}
        autoComplete="off"
        spellCheck={false}
        value={draft.name}
        error={problem !== undefined && draft.name !== '' ? t(`create.problem.${problem}`) : null}
        onChange={(event) => {
          onDraft({ name: event.currentTarget.value.trim() })
        }}
      />
      <TextInput
        size="xs"
        label={t('create.displayName')}
        description={t('create.displayNameHint')}
        autoComplete="off"
        value={draft.displayName}
        error={isLong ? t('create.longDisplayName') : null}
        onChange={(event) => {
          onDraft({ displayName: event.currentTarget.value })
        }}
      />
      {draft.type === 'fifo' && (
        <Checkbox
          size="xs"
          label={t('create.dedup')}
          checked={draft.isDeduplicated}
          onChange={(event) => {
            onDraft({ isDeduplicated: event.currentTarget.checked })
          }}
        />
      )}
    </>
  )
}

function isComplete(draft: Draft): boolean {
  return (
    findTopicNameProblem(fullName(draft), draft.type) === undefined &&
    findTopicAttributeProblem('DisplayName', draft.displayName) === undefined
  )
}

function CreateForm(props: CreateProps) {
  const { connection, onClose } = props
  const { t } = useTranslation(['topic-change', 'common'])
  const [draft, setDraft] = useState(empty)
  const { create, pending, outcome, dismiss, reread } = useCreate(props)
  const isAllowed = isGuardAtLeast(connection.guard, 'confirm')
  const isReady = isAllowed && !pending && isComplete(draft)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void create(draft)
      }}
    >
      {!isAllowed && <GuardOffer connection={connection} needs="confirm" what="change" />}
      <Fields
        draft={draft}
        onDraft={(change) => {
          setDraft({ ...draft, ...change })
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

interface CreateTopicProps {
  connectionId: string
  onCreated: (topicArn: TopicArn) => void
}

/** The way to a new topic: a button, its key and its place in the palette. */
export function CreateTopic({ connectionId, onCreated }: CreateTopicProps) {
  const { t } = useTranslation('topic-change')
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find(({ id }) => id === connectionId)
  const open = (): void => {
    setOpen(true)
  }
  const close = (): void => {
    setOpen(false)
  }
  return (
    <>
      <NewButton label={t('create.button')} action={t('create.action')} onOpen={open} />
      {isOpen && connection !== undefined && (
        <Dialog title={t('create.title')} width={WIDTH} onClose={close}>
          <CreateForm
            connection={connection}
            onCreated={(topicArn) => {
              close()
              onCreated(topicArn)
            }}
            onClose={close}
          />
        </Dialog>
      )}
    </>
  )
}
