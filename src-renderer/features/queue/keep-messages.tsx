import { useState } from 'react'
import { Button, Select, TextInput, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MessageId, OutputOf } from '#contract'
import { CAPTURE_NAME_MAX } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { usePageActions } from '../../lib/page-actions.ts'
import { useFormat } from '../../lib/use-format.ts'
import { CaptureLink } from '../../parts/capture-link.tsx'
import { useRefreshCaptures } from '../../parts/capture-reads.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './keep-messages.module.css'
import type { QueueFacts } from './queue-facts.ts'

type Kept = OutputOf<'captures.keepMessages'>

interface KeepMessagesProps {
  facts: QueueFacts
  messageIds: readonly MessageId[]
}

interface KeepDialogProps extends KeepMessagesProps {
  onKept: (kept: Kept) => void
  onClose: () => void
}

/** No capture has this number. */
const NEW = '0'

function useKeep({ facts, messageIds, onKept }: KeepDialogProps) {
  const refresh = useRefreshCaptures()
  const { run, pending, error } = useOperation('captures.keepMessages')
  const keep = async (name: string, captureId: number): Promise<void> => {
    const to = captureId === 0 ? { name } : { captureId }
    const { connection, queueUrl } = facts
    const input = { connectionId: connection.id, queueUrl, messageIds: [...messageIds], to }
    const outcome = await run(input)
    if (outcome.state !== 'done') return
    onKept(outcome.output)
    await refresh()
  }
  return { keep, pending, error }
}

function KeepDialog(props: KeepDialogProps) {
  const { facts, messageIds, onClose } = props
  const { t } = useTranslation('captures')
  const format = useFormat()
  const wordError = useErrorWords()
  const { keep, pending, error } = useKeep(props)
  const { data } = useQuery(read('captures.list', {}))
  const [name, setName] = useState(() =>
    t('keep.suggested', { queue: facts.name, time: format.dateTime(Date.now()) }),
  )
  const [to, setTo] = useState(NEW)
  const choices = data?.captures.map(({ id, name: label }) => ({ value: String(id), label })) ?? []
  return (
    <Dialog title={t('keep.title', { count: messageIds.length })} width={440} onClose={onClose}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          void keep(name, Number(to))
        }}
      >
        {choices.length > 0 && (
          <Select
            label={t('keep.to')}
            allowDeselect={false}
            searchable
            data={[{ value: NEW, label: t('keep.new') }, ...choices]}
            value={to}
            onChange={(value) => {
              setTo(value ?? NEW)
            }}
          />
        )}
        {to === NEW && (
          <TextInput
            data-autofocus
            label={t('page.name')}
            maxLength={CAPTURE_NAME_MAX}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value)
            }}
          />
        )}
        {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
        <Button type="submit" loading={pending} disabled={to === NEW && name.trim() === ''}>
          {t('keep.save')}
        </Button>
      </form>
    </Dialog>
  )
}

function Done({ kept, connectionId }: { kept: Kept; connectionId: string }) {
  const { t } = useTranslation('captures')
  return (
    <span role="status" className={styles.done}>
      {t('keep.done', { count: kept.kept })}{' '}
      <CaptureLink connectionId={connectionId} capture={kept.capture} />
      {kept.missing > 0 && ` · ${t('keep.missing', { count: kept.missing })}`}
    </span>
  )
}

/** What a look showed is kept on this computer: all of it, or what is ticked. */
export function KeepMessages({ facts, messageIds }: KeepMessagesProps) {
  const { t } = useTranslation('captures')
  const [isAsking, setAsking] = useState(false)
  const [kept, setKept] = useState<Kept>()
  const verb = t('keep.verb', { count: messageIds.length })
  const ask = (): void => {
    setAsking(true)
  }
  usePageActions([{ label: verb, run: ask }])
  return (
    <>
      {kept === undefined ? (
        <VisuallyHidden role="status" />
      ) : (
        <Done kept={kept} connectionId={facts.connection.id} />
      )}
      <Button variant="default" title={t('keep.hint')} onClick={ask}>
        {verb}
      </Button>
      {isAsking && (
        <KeepDialog
          facts={facts}
          messageIds={messageIds}
          onKept={(done) => {
            setKept(done)
            setAsking(false)
          }}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </>
  )
}
