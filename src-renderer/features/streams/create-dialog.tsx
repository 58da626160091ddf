import { useState } from 'react'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SHARDS_MAX, streamModes } from '#contract'
import type { Connection, InputOf, Stream } from '#contract'
import { useOperation } from '../../api/use-operation.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ChangeOutcome } from '../../parts/change-outcome.tsx'
import type { Outcome } from '../../parts/change-outcome.tsx'
import { GuardOffer } from '../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../parts/guard-rank.ts'
import { TagField } from '../../parts/tags/tag-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { emptyCreateDraft, findCreateInput, findNameProblem, findShards } from './create-draft.ts'
import type { CreateDraft } from './create-draft.ts'
import styles from './create-dialog.module.css'

const WIDTH = 560

interface CreateProps {
  connection: Connection
  /** Those that the list has by now: their names are taken. */
  streams: readonly Stream[]
  onCreated: (name: string) => void
  onClose: () => void
}

interface FieldsProps {
  draft: CreateDraft
  onDraft: (change: Partial<CreateDraft>) => void
}

function NameField({ draft, streams, onDraft }: FieldsProps & Pick<CreateProps, 'streams'>) {
  const { t } = useTranslation('stream-change')
  const problem = draft.name === '' ? undefined : findNameProblem(draft, streams)
  return (
    <TextInput
      size="xs"
      data-autofocus
      label={t('create.name')}
      description={t('create.nameHint')}
      autoComplete="off"
      spellCheck={false}
      value={draft.name}
      error={problem && t(problem === 'taken' ? 'create.taken' : 'create.nameHint')}
      onChange={(event) => {
        onDraft({ name: event.currentTarget.value.trim() })
      }}
    />
  )
}

function CapacityFields({ draft, onDraft }: FieldsProps) {
  const { t } = useTranslation(['stream-change', 'streams'])
  const format = useFormat()
  const range = t('create.shardsRange', { max: format.number(SHARDS_MAX) })
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('create.mode')}
        value={draft.mode}
        data={streamModes.map((value) => ({ value, label: t(`streams:mode.${value}`) }))}
        onChange={(value) => {
          onDraft({ mode: streamModes.find((mode) => mode === value) ?? 'provisioned' })
        }}
      />
      {draft.mode === 'provisioned' && (
        <TextInput
          size="xs"
          label={t('create.shards')}
          description={range}
          inputMode="numeric"
          autoComplete="off"
          value={draft.shards}
          error={findShards(draft) === undefined ? range : undefined}
          onChange={(event) => {
            onDraft({ shards: event.currentTarget.value.trim() })
          }}
        />
      )}
    </>
  )
}

function useCreate({ connection, onCreated }: CreateProps) {
  const { t } = useTranslation('stream-change')
  const queries = useQueryClient()
  const { run, pending } = useOperation('streams.create')
  const [outcome, setOutcome] = useState<Outcome>()
  const reread = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: [connection.id, 'streams.listPage'] })
  }
  const create = async (input: InputOf<'streams.create'>): Promise<void> => {
    setOutcome(undefined)
    const { name, capacity } = input
    const count = capacity.mode === 'provisioned' ? capacity.shards : 0
    const confirm = {
      title: t('create.confirmTitle', { name }),
      body: t(`create.confirmBody.${capacity.mode}`, { count, connection: connection.name }),
      verb: t('create.verb'),
    }
    const result = await run(input, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state !== 'declined') await reread()
    if (result.state === 'done') onCreated(name)
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { create, pending, outcome, dismiss, reread }
}

function CreateForm(props: CreateProps) {
  const { connection, streams, onClose } = props
  const { t } = useTranslation(['stream-change', 'common'])
  const [draft, setDraft] = useState(emptyCreateDraft)
  const { create, pending, outcome, dismiss, reread } = useCreate(props)
  const isAllowed = isGuardAtLeast(connection.guard, 'confirm')
  const input = findCreateInput(connection.id, draft, streams)
  const isReady = isAllowed && !pending && input !== undefined
  const change = (part: Partial<CreateDraft>): void => {
    setDraft({ ...draft, ...part })
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void create(input)
      }}
    >
      {!isAllowed && <GuardOffer connection={connection} needs="confirm" what="change" />}
      <NameField draft={draft} streams={streams} onDraft={change} />
      <CapacityFields draft={draft} onDraft={change} />
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

/** A new stream with its capacity and tags; what Kinesis would refuse is said before anything is sent. */
export function CreateDialog(props: CreateProps) {
  const { t } = useTranslation('stream-change')
  return (
    <Dialog title={t('create.title')} width={WIDTH} onClose={props.onClose}>
      <CreateForm {...props} />
    </Dialog>
  )
}
